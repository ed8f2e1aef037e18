/*
 * TDengine's SQL dialect as of 3.3.7. The tokens come from SqlTokenSource; everything
 * between ACCOUNT and WSTART below is a keyword spelt like its name and reserved.
 * INSERT ... VALUES is not here: the insert reader takes it.
 */
parser grammar TaosSql;

tokens {
	// tokens that are not words
	IDENTIFIER, STRING, INTEGER, FLOAT, HEXADECIMAL, BINARY_NUMBER, DURATION, QUESTION,
	PLUS, MINUS, STAR, SLASH, PERCENT, AMPERSAND, PIPE, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL,
	GREATER, GREATER_OR_EQUAL, LPAREN, RPAREN, COMMA, DOT, ARROW, COLON,
	// words with a leading underscore, and reserved words without a use here
	PSEUDO_COLUMN, RESERVED,
	// keywords
	ADD, ALIVE, ALL, ALTER, ANALYZE, AND, ANODE, ANODES, ANOMALY_WINDOW, ANTI, APPS, ARBGROUPS, AS, ASC, ASOF,
	ASSIGN, AUTO, BALANCE, BETWEEN, BIGINT, BINARY, BLOB, BNODE, BNODES, BOOL, BOTH, BUFFER, BWLIMIT, BY, CACHEMODEL,
	CACHE, CACHESIZE, CASE, CAST, CHILD, CLIENT_VERSION, CLUSTER, COLS, COLUMN, COMMENT, COMP, COMPACT, COMPACTS,
	COMPACT_INTERVAL, COMPACT_TIME_OFFSET, COMPACT_TIME_RANGE, COMPOSITE, CONNECTIONS, CONSUMER, CONSUMERS, CONTAINS,
	COUNT, COUNT_WINDOW, CREATE, CREATEDB, CURRENT_USER, DATABASE, DATABASES, DECIMAL, DELETE, DELETE_MARK, DESC,
	DESCRIBE, DISK_INFO, DISTINCT, DISTRIBUTED, DNODE, DNODES, DOUBLE, DROP, DURATION_OPTION, ELSE, ENABLE,
	ENCRYPTIONS, ENCRYPT_ALGORITHM, ENCRYPT_KEY, END, EVENT_WINDOW, EVERY, EXISTS, EXPLAIN, FALSE, FILL, FIRST, FLOAT_TYPE,
	FLUSH, FOR, FORCE, FROM, FULL, FUNCTION, FUNCTIONS, GEOMETRY, GRANT, GRANTS, GROUP, HAVING, HOST, IF, IN, INDEX,
	INDEXES, INNER, INSERT, INT, INTEGER_TYPE, INTERVAL, INTO, IS, IS_IMPORT, JLIMIT, JOIN, JSON, KEEP,
	KEEP_TIME_OFFSET, KEY, KILL, LAST, LAST_ROW, LEADING, LEFT, LICENCES, LIKE, LIMIT, LINEAR, LOCAL, LOGS, MACHINES,
	MATCH, MAXROWS, MAX_DELAY, MEDIUMBLOB, MERGE, META, MINROWS, MNODE, MNODES, MODIFY, MOUNT, MOUNTS, NCHAR, NEAR,
	NEXT, NMATCH, NONE, NORMAL, NOT, NOW, NULL, NULLS, NULL_F, OFFSET, ON, ONLY, OR, ORDER, OUTER, PAGES, PAGESIZE,
	PARTITION, PASS, PI, POSITION, PRECISION, PREV, PRIMARY, PRIVILEGES, QNODE, QNODES, QUERIES, QUERY, RAND, RANGE,
	RATIO, READ, RECALCULATE, RECURSIVE, REDISTRIBUTE, REGEXP, RENAME, REPLACE, REPLICA, REPLICAS, RESET, RESTORE,
	RETENTIONS, REVOKE, RIGHT, ROLLUP, SCHEMALESS, SCORES, SELECT, SEMI, SERVER_STATUS, SERVER_VERSION, SESSION, SET,
	SHOW, SINGLE_STABLE, SLIDING, SLIMIT, SMA, SMALLINT, SNODE, SNODES, SOFFSET, SPLIT, SSMIGRATE, SS_CHUNKPAGES,
	SS_COMPACT, SS_KEEPLOCAL, STABLE, STABLES, START, STATE_WINDOW, STOP, STREAM, STREAMS, STT_TRIGGER, SUBSCRIBE,
	SUBSCRIPTIONS, SUBSTR, SUBSTRING, SYSINFO, SYSTEM, TABLE, TABLES, TABLE_PREFIX, TABLE_SUFFIX, TAG, TAGS, TBNAME,
	THEN, TIMESTAMP, TIMEZONE, TINYINT, TO, TODAY, TOPIC, TOPICS, TRAILING, TRANSACTION, TRANSACTIONS, TRIM, TRUE,
	TRUE_FOR, TSDB_PAGESIZE, TSMA, TSMAS, TTL, UNION, UNSIGNED, UPDATE, USE, USER, USERS, USING, VALUE, VALUE_F,
	VARBINARY, VARCHAR, VARIABLES, VERBOSE, VGROUP, VGROUPS, VIEW, VIEWS, VIRTUAL, VNODE, VNODES, VTABLE, VTABLES,
	WAL_FSYNC_PERIOD, WAL_LEVEL, WAL_RETENTION_PERIOD, WAL_RETENTION_SIZE, WAL_ROLL_PERIOD, WAL_SEGMENT_SIZE,
	WATERMARK, WHEN, WHERE, WINDOW, WINDOW_OFFSET, WITH, WRITE
}

sql : statement EOF ;

statement
	: queryOrSubquery
	| createDatabase
	| alterDatabase
	| dropDatabase
	| useDatabase
	| maintainDatabase
	| createSuperTable
	| createTable
	| createChildTables
	| alterTable
	| dropTables
	| dropSuperTable
	| describe
	| delete
	| insertSelect
	| explain
	| createUser
	| alterUser
	| dropUser
	| grant
	| createTopic
	| dropTopic
	| dropConsumerGroup
	| show
	| admin
	;

/* names */

name : IDENTIFIER ;

tableName : (name DOT)? name ;

ifExists : IF EXISTS ;

ifNotExists : IF NOT EXISTS ;

/* databases */

createDatabase : CREATE DATABASE ifNotExists? name databaseOption* ;

alterDatabase : ALTER DATABASE name databaseOption+ ;

dropDatabase : DROP DATABASE ifExists? name FORCE? ;

useDatabase : USE name ;

maintainDatabase
	: FLUSH DATABASE name
	| TRIM DATABASE name (BWLIMIT INTEGER)?
	| SSMIGRATE DATABASE name
	| COMPACT DATABASE name (START WITH timePoint)? (END WITH timePoint)?
	;

timePoint : INTEGER | TIMESTAMP? STRING ;

databaseOption
	: option=(BUFFER | CACHESIZE | COMP | MAXROWS | MINROWS | PAGES | PAGESIZE | TSDB_PAGESIZE | REPLICA | REPLICAS
		| VGROUPS | SINGLE_STABLE | SCHEMALESS | WAL_LEVEL | WAL_FSYNC_PERIOD | WAL_ROLL_PERIOD | WAL_SEGMENT_SIZE
		| STT_TRIGGER | SS_CHUNKPAGES | SS_COMPACT) optionInteger
	| option=(CACHEMODEL | PRECISION | ENCRYPT_ALGORITHM | DNODES) optionString
	| option=(WAL_RETENTION_PERIOD | WAL_RETENTION_SIZE | TABLE_PREFIX | TABLE_SUFFIX) optionSigned
	| option=(DURATION_OPTION | SS_KEEPLOCAL | KEEP_TIME_OFFSET | COMPACT_INTERVAL | COMPACT_TIME_OFFSET)
		optionPeriod
	| option=(KEEP | COMPACT_TIME_RANGE) optionPeriod (COMMA optionPeriod)*
	| option=RETENTIONS retention (COMMA retention)*
	;

optionInteger : INTEGER ;

optionString : STRING ;

optionSigned : (PLUS | MINUS)? (INTEGER | FLOAT) ;

optionPeriod : (PLUS | MINUS)? (INTEGER | DURATION) ;

retention : (DURATION | MINUS) COLON DURATION ;

/* tables */

createSuperTable
	: CREATE STABLE ifNotExists? tableName columnDefinitions tagDefinitions tableOption*
	;

createTable
	: CREATE TABLE ifNotExists? tableName columnDefinitions tagDefinitions? tableOption*
	;

createChildTables : CREATE TABLE childTable+ ;

childTable
	: ifNotExists? tableName USING tableName columnNames? TAGS LPAREN tagValue (COMMA tagValue)* RPAREN tableOption*
	;

columnDefinitions : LPAREN columnDefinition (COMMA columnDefinition)* RPAREN ;

tagDefinitions : TAGS LPAREN tagDefinition (COMMA tagDefinition)* RPAREN ;

columnDefinition : name dataType columnOption* ;

tagDefinition : name dataType ;

columnOption
	: (PRIMARY | COMPOSITE) KEY
	| name STRING
	;

dataType
	: BOOL
	| type=(TINYINT | SMALLINT | INT | BIGINT) UNSIGNED?
	| INTEGER_TYPE
	| FLOAT_TYPE
	| DOUBLE
	| TIMESTAMP
	| JSON
	| BLOB
	| MEDIUMBLOB
	| type=(BINARY | VARCHAR | NCHAR | VARBINARY | GEOMETRY) LPAREN INTEGER RPAREN
	| DECIMAL LPAREN INTEGER (COMMA INTEGER)? RPAREN
	;

castType : dataType | type=(BINARY | VARCHAR | NCHAR | VARBINARY) ;

columnNames : LPAREN columnName (COMMA columnName)* RPAREN ;

columnName : name | TBNAME ;

tableOption
	: option=COMMENT optionString
	| option=TTL optionInteger
	| option=VIRTUAL optionInteger
	| option=KEEP optionPeriod
	| option=(MAX_DELAY | WATERMARK | DELETE_MARK) optionPeriod (COMMA optionPeriod)*
	| option=ROLLUP LPAREN functionName (COMMA functionName)* RPAREN
	| option=SMA columnNames
	;

functionName : name | FIRST | LAST ;

tagValue
	: tagNumber ((PLUS | MINUS) DURATION)?
	| STRING ((PLUS | MINUS) DURATION)?
	| constantFunction ((PLUS | MINUS) DURATION)?
	| (PLUS | MINUS)? FLOAT
	| TRUE
	| FALSE
	| NULL
	;

tagNumber : (PLUS | MINUS)? (INTEGER | HEXADECIMAL | BINARY_NUMBER) ;

alterTable : ALTER (TABLE | STABLE | VTABLE) tableName alteration ;

alteration
	: ADD COLUMN columnDefinition
	| ADD TAG tagDefinition
	| DROP (COLUMN | TAG) name
	| MODIFY COLUMN name columnOption+
	| MODIFY (COLUMN | TAG) name dataType
	| RENAME (COLUMN | TAG) name name
	| SET TAG tagAssignment (COMMA tagAssignment)*
	| tableOption+
	;

tagAssignment : name EQUAL tagValue ;

dropTables : DROP TABLE WITH? droppedTable (COMMA droppedTable)* ;

droppedTable : ifExists? tableName ;

dropSuperTable : DROP (STABLE | VTABLE) WITH? ifExists? tableName ;

describe : (DESC | DESCRIBE) tableName ;

delete : DELETE FROM tableName where? ;

insertSelect : INSERT INTO tableName columnNames? queryOrSubquery ;

explain : EXPLAIN ANALYZE? explainOption* (queryOrSubquery | insertSelect) ;

explainOption : VERBOSE (TRUE | FALSE) | RATIO FLOAT ;

/* users */

createUser : CREATE USER name PASS STRING userOption* ;

userOption
	: option=(SYSINFO | CREATEDB | IS_IMPORT) INTEGER
	| option=HOST STRING (COMMA STRING)*
	;

alterUser
	: ALTER USER name PASS STRING
	| ALTER USER name option=(ENABLE | SYSINFO | CREATEDB) INTEGER
	| ALTER USER name action=(ADD | DROP) HOST STRING (COMMA STRING)*
	;

dropUser : DROP USER name ;

grant
	: GRANT privileges ON privilegeTarget (WITH condition)? TO name
	| REVOKE privileges ON privilegeTarget (WITH condition)? FROM name
	;

privileges : ALL | SUBSCRIBE | privilege (COMMA privilege)* ;

privilege : READ | WRITE | ALTER ;

privilegeTarget
	: STAR DOT STAR
	| name DOT (STAR | name)
	| name
	;

/* topics */

createTopic
	: CREATE TOPIC ifNotExists? name (meta=(WITH | ONLY) META)? AS
		(queryOrSubquery | DATABASE name | STABLE tableName where?)
	;

dropTopic : DROP TOPIC ifExists? FORCE? name ;

dropConsumerGroup : DROP CONSUMER GROUP ifExists? FORCE? name ON name ;

/* show */

show
	: SHOW showList
	| SHOW TAGS FROM showTable
	| SHOW TABLE TAGS (showTag (COMMA showTag)*)? FROM showTable
	| SHOW INDEXES FROM showTable
	| SHOW CREATE DATABASE name
	| SHOW CREATE (TABLE | STABLE | VTABLE | VIEW) tableName
	| SHOW TABLE DISTRIBUTED tableName
	;

showTable : name DOT name | name (FROM name)? ;

showTag : (TBNAME | PSEUDO_COLUMN | name) (AS? name)? ;

showList
	: (USER | SYSTEM)? DATABASES
	| (NORMAL | CHILD | VIRTUAL)? (name DOT)? (TABLES | STABLES | VTABLES) likePattern?
	| (name DOT)? (VGROUPS | STREAMS | TSMAS | ALIVE | DISK_INFO)
	| (name DOT)? VIEWS likePattern?
	| (LOCAL | CLUSTER)? VARIABLES likePattern?
	| DNODE INTEGER VARIABLES likePattern?
	| USERS FULL?
	| USER PRIVILEGES
	| ANODES FULL?
	| GRANTS (FULL | LOGS)?
	| CLUSTER (MACHINES | ALIVE)?
	| (TRANSACTION | COMPACT) INTEGER
	| VNODES (ON DNODE INTEGER)?
	| (DNODES | MNODES | QNODES | SNODES | BNODES | ARBGROUPS | FUNCTIONS | APPS | CONNECTIONS | LICENCES | MOUNTS
		| ENCRYPTIONS | QUERIES | SCORES | TOPICS | TRANSACTIONS | CONSUMERS | SUBSCRIPTIONS | COMPACTS)
	;

likePattern : LIKE STRING ;

/* statements that an engine of one process has no use for: known by their first words */

admin
	: RESET QUERY CACHE
	| KILL (QUERY | TRANSACTION | COMPACT | RESERVED) (STRING | INTEGER)
	| BALANCE VGROUP rest*
	| (MERGE | REDISTRIBUTE | SPLIT) VGROUP rest+
	| ASSIGN rest+
	| CREATE (OR REPLACE)? VIEW rest+
	| DROP VIEW ifExists? tableName
	| CREATE (OR REPLACE)? RESERVED? FUNCTION rest+
	| DROP FUNCTION rest+
	| CREATE (STREAM | TSMA | RECURSIVE | INDEX | SMA | DNODE | QNODE | SNODE | BNODE | MNODE | ANODE | MOUNT
		| ENCRYPT_KEY | VTABLE) rest+
	| DROP (STREAM | TSMA | INDEX | DNODE | QNODE | SNODE | BNODE | MNODE | ANODE | MOUNT) rest+
	| (STOP | START | RECALCULATE) STREAM rest+
	| ALTER (DNODE | CLUSTER | LOCAL | ALL) rest+
	| (RESTORE | UPDATE) rest+
	| COMPACT (name DOT)? VGROUPS rest+
	;

rest : ~EOF ;

/* queries */

queryOrSubquery : query | LPAREN query RPAREN | LPAREN subquery RPAREN ;

subquery : LPAREN (query | subquery) RPAREN ;

query : querySimple orderBy? partitionLimit? limit? ;

querySimple
	: select
	| queryOperand (UNION ALL? queryOperand)+
	;

queryOperand : select | subquery ;

select
	: SELECT (DISTINCT | ALL)? TAGS? selectItem (COMMA selectItem)* from? where? partitionBy? interpolation? window?
		groupBy? having?
	;

selectItem
	: STAR
	| name DOT STAR
	| condition (AS? name)?
	;

from : FROM tableReference (COMMA tableReference)* ;

tableReference
	: tablePrimary
	| tableReference join
	;

tablePrimary
	: tableName (AS? name)?
	| subquery (AS? name)?
	| joinInParentheses
	;

joinInParentheses : LPAREN (tableReference join | joinInParentheses) RPAREN ;

join
	: INNER? JOIN tablePrimary joinOn?
	| side=(LEFT | RIGHT | FULL) OUTER? JOIN tablePrimary joinOn
	| side=(LEFT | RIGHT) kind=(SEMI | ANTI) JOIN tablePrimary joinOn
	| side=(LEFT | RIGHT) kind=ASOF JOIN tablePrimary joinOn? joinLimit?
	| side=(LEFT | RIGHT) kind=WINDOW JOIN tablePrimary joinOn? WINDOW_OFFSET LPAREN signedDuration COMMA signedDuration
		RPAREN joinLimit?
	;

joinOn : ON condition ;

joinLimit : JLIMIT INTEGER ;

signedDuration : MINUS? DURATION ;

where : WHERE condition ;

partitionBy : PARTITION BY partitionItem (COMMA partitionItem)* ;

partitionItem : operand (AS? name)? ;

interpolation
	: range every? fill?
	| every fill?
	| fill
	;

range : RANGE LPAREN operand (COMMA operand (COMMA operand)?)? RPAREN ;

every : EVERY LPAREN DURATION RPAREN ;

window
	: SESSION LPAREN columnReference COMMA windowDuration RPAREN                            # sessionWindow
	| STATE_WINDOW LPAREN operand RPAREN trueFor?                                           # stateWindow
	| INTERVAL LPAREN windowDuration (COMMA (windowDuration | AUTO))? RPAREN sliding? fill? # intervalWindow
	| EVENT_WINDOW START WITH condition END WITH condition trueFor?                         # eventWindow
	| COUNT_WINDOW LPAREN INTEGER (COMMA INTEGER)? (COMMA columnName)* RPAREN               # countWindow
	| ANOMALY_WINDOW LPAREN operand (COMMA STRING)? RPAREN                                  # anomalyWindow
	;

windowDuration : DURATION | STRING | INTEGER ;

sliding : SLIDING LPAREN windowDuration RPAREN ;

trueFor : TRUE_FOR LPAREN windowDuration RPAREN ;

fill
	: FILL LPAREN how=(VALUE | VALUE_F) COMMA operand (COMMA operand)* RPAREN
	| FILL LPAREN how=(NONE | NULL | NULL_F | LINEAR | PREV | NEXT | NEAR) (COMMA operand)* RPAREN
	;

groupBy : GROUP BY operand (COMMA operand)* ;

having : HAVING condition ;

orderBy : ORDER BY sortKey (COMMA sortKey)* ;

sortKey : operand direction=(ASC | DESC)? (NULLS nulls=(FIRST | LAST))? ;

partitionLimit : SLIMIT rowCount ((SOFFSET | COMMA) rowCount)? ;

limit : LIMIT rowCount ((OFFSET | COMMA) rowCount)? ;

rowCount : INTEGER | QUESTION ;

/* expressions: where a condition may stand and where only a value is checked by the builder */

condition
	: predicate                             # predicateCondition
	| NOT predicate                         # notCondition
	| condition AND condition               # andCondition
	| condition OR condition                # orCondition
	;

predicate : operand predicateTail? ;

predicateTail
	: comparison operand                                  # comparisonPredicate
	| NOT? BETWEEN operand AND operand                    # betweenPredicate
	| NOT? IN LPAREN inValue (COMMA inValue)* RPAREN      # inPredicate
	| IS NOT? NULL                                        # nullPredicate
	;

comparison
	: EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL
	| NOT? LIKE | MATCH | NMATCH | NOT? REGEXP | CONTAINS
	;

inValue
	: (PLUS | MINUS)? (INTEGER | FLOAT)
	| TIMESTAMP? STRING
	| DURATION
	| TRUE
	| FALSE
	| NULL
	| constantFunction
	| QUESTION
	;

operand
	: primary                                       # primaryOperand
	| operand op=(STAR | SLASH | PERCENT) operand   # arithmeticOperand
	| op=(PLUS | MINUS) operand                     # signedOperand
	| operand op=(PLUS | MINUS) operand             # arithmeticOperand
	| operand op=(AMPERSAND | PIPE) operand         # arithmeticOperand
	;

primary
	: literal                                                               # literalPrimary
	| columnReference (ARROW STRING)?                                       # columnPrimary
	| (PSEUDO_COLUMN | (name DOT)? TBNAME)                                  # pseudoColumnPrimary
	| LPAREN condition RPAREN                                               # parenthesesPrimary
	| function                                                              # functionPrimary
	| CASE condition? whenThen+ (ELSE condition)? END                       # casePrimary
	;

whenThen : WHEN condition THEN condition ;

columnReference : (name DOT)? name ;

literal
	: INTEGER | FLOAT | STRING | TIMESTAMP STRING | DURATION | TRUE | FALSE | NULL | QUESTION
	;

function
	: starFunction=(COUNT | FIRST | LAST | LAST_ROW) LPAREN (STAR | starArgument (COMMA starArgument)*) RPAREN
		# starFunctionCall
	| COLS LPAREN function (COMMA colsItem)+ RPAREN                               # colsCall
	| CAST LPAREN condition AS castType RPAREN                                    # castCall
	| POSITION LPAREN operand IN operand RPAREN                                   # positionCall
	| TRIM LPAREN (trimSide? operand? FROM)? operand RPAREN                       # trimCall
	| word=(SUBSTR | SUBSTRING) LPAREN operand FROM operand (FOR operand)? RPAREN # substringCall
	| callee LPAREN operand (COMMA operand)* RPAREN                               # plainCall
	| constantFunction                                                            # constantCall
	| RAND LPAREN RPAREN                                                          # randCall
	;

callee : name | SUBSTR | SUBSTRING | REPLACE | RAND ;

trimSide : LEADING | TRAILING | BOTH ;

starArgument : operand | name DOT STAR ;

colsItem : STAR | operand (AS? name)? ;

constantFunction
	: NOW
	| TODAY
	| (NOW | TODAY | TIMEZONE | DATABASE | CLIENT_VERSION | SERVER_VERSION | SERVER_STATUS | CURRENT_USER | USER | PI)
		LPAREN RPAREN
	;
