selec nonsense;
