package io.github.taosspring.annotation;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taosspring.config.MethodTaosListenerEndpoint;
import io.github.taosspring.config.TaosListenerConfigUtils;
import io.github.taosspring.config.TaosListenerContainerFactory;
import io.github.taosspring.config.TaosListenerEndpointRegistrar;
import io.github.taosspring.config.TaosListenerEndpointRegistry;
import io.github.taosspring.listener.AckMode;
import io.github.taosspring.listener.TaosErrorHandler;
import io.github.taosspring.listener.TaosMessageFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.convert.ConversionService;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.messaging.handler.annotation.support.DefaultMessageHandlerMethodFactory;
import org.springframework.messaging.handler.annotation.support.MessageHandlerMethodFactory;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.util.Assert;

/**
 * Finds methods annotated with {@link TaosListener} and registers them as endpoints, once
 * all singletons are there.
 */
public class TaosListenerAnnotationBeanPostProcessor
		implements BeanPostProcessor, Ordered, BeanFactoryAware, SmartInitializingSingleton {

	private static final String GENERATED_ID = "listener-";

	private final Set<Class<?>> withoutListeners = ConcurrentHashMap.newKeySet();

	private final TaosListenerEndpointRegistrar registrar = new TaosListenerEndpointRegistrar();

	private final AtomicInteger counter = new AtomicInteger();

	private final MethodFactory methodFactory = new MethodFactory();

	private @Nullable BeanFactory beanFactory;

	/** Those that were made before all is set up. */
	private final Queue<MethodTaosListenerEndpoint> endpoints = new ConcurrentLinkedQueue<>();

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	private BeanFactory beanFactory() {
		Assert.state(this.beanFactory != null, "There is no bean factory");
		return this.beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Class<?> type = AopUtils.getTargetClass(bean);
		boolean infrastructure = bean instanceof AopInfrastructureBean && !(bean instanceof ScopedObject);
		if (infrastructure || ScopedProxyUtils.isScopedTarget(beanName) || this.withoutListeners.contains(type)
				|| !AnnotationUtils.isCandidateClass(type, List.of(TaosListener.class, TaosListeners.class))) {
			return bean;
		}
		Map<Method, List<TaosListener>> methods = MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<List<TaosListener>>) TaosListenerAnnotationBeanPostProcessor::listeners);
		if (methods.isEmpty()) {
			this.withoutListeners.add(type);
		}
		methods.forEach((method, listeners) -> listeners.forEach((listener) -> register(listener, method, bean)));
		return bean;
	}

	private static @Nullable List<TaosListener> listeners(Method method) {
		List<TaosListener> listeners = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.stream(TaosListener.class)
			.map(MergedAnnotation::synthesize)
			.distinct()
			.toList();
		return listeners.isEmpty() ? null : listeners;
	}

	private void register(TaosListener listener, Method method, Object bean) {
		Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
		String where = method.getDeclaringClass().getName() + "." + method.getName();
		ExpressionValues values = new ExpressionValues(beanFactory(), listener.beanRef(), bean, where);
		String id = values.text("id", listener.id());
		List<String> topics = values.texts("topics", listener.topics());
		Assert.state(!topics.isEmpty(), () -> "@TaosListener on " + where + " names no topics");
		MethodTaosListenerEndpoint endpoint = new MethodTaosListenerEndpoint(
				(id != null) ? id : GENERATED_ID + this.counter.getAndIncrement(), topics, bean, invocable,
				this.methodFactory);
		String groupId = values.text("groupId", listener.groupId());
		endpoint.setGroupId((groupId == null && listener.idIsGroup()) ? id : groupId);
		endpoint.setClientIdPrefix(values.text("clientIdPrefix", listener.clientIdPrefix()));
		endpoint.setConcurrency(values.integer("concurrency", listener.concurrency()));
		endpoint.setAutoStartup(values.flag("autoStartup", listener.autoStartup()));
		endpoint.setAckMode(values.constant("ackMode", listener.ackMode(), AckMode.class));
		endpoint.setErrorHandler(values.bean("errorHandler", listener.errorHandler(), TaosErrorHandler.class));
		endpoint.setFilter(values.bean("filter", listener.filter(), TaosMessageFilter.class));
		endpoint.setTagLookup(Boolean.TRUE.equals(values.flag("tagLookup", listener.tagLookup())));
		endpoint.setProperties(values.properties("properties", listener.properties()));
		endpoint.setValidator(this.registrar.getValidator());
		this.endpoints.add(endpoint);
		this.registrar.registerEndpoint(endpoint,
				values.bean("containerFactory", listener.containerFactory(), TaosListenerContainerFactory.class));
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.registrar.setBeanFactory(beanFactory());
		if (beanFactory() instanceof ListableBeanFactory listable) {
			makeScopedProxies(listable);
			listable.getBeanProvider(TaosListenerConfigurer.class)
				.orderedStream()
				.forEach((configurer) -> configurer.configureTaosListeners(this.registrar));
		}
		if (this.registrar.getEndpointRegistry() == null) {
			this.registrar.setEndpointRegistry(beanFactory().getBean(TaosListenerConfigUtils.ENDPOINT_REGISTRY,
					TaosListenerEndpointRegistry.class));
		}
		this.methodFactory.initialize();
		this.endpoints.forEach((endpoint) -> endpoint.setValidator(this.registrar.getValidator()));
		this.endpoints.clear();
		this.registrar.registerAllEndpoints();
	}

	/**
	 * Make the proxies of scoped beans that are listeners: they stand for all instances,
	 * and nobody may have asked for them yet.
	 */
	private static void makeScopedProxies(ListableBeanFactory beans) {
		for (String name : beans.getBeanDefinitionNames()) {
			Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? beans.getType(name, false) : null;
			if (type != null && !MethodIntrospector.selectMethods(type,
					(MethodIntrospector.MetadataLookup<List<TaosListener>>) TaosListenerAnnotationBeanPostProcessor::listeners)
				.isEmpty()) {
				beans.getBean(ScopedProxyUtils.getOriginalBeanName(name));
			}
		}
	}

	/**
	 * Makes callers of methods as the registrar says in the end: endpoints are made
	 * before.
	 */
	private final class MethodFactory implements MessageHandlerMethodFactory {

		private @Nullable MessageHandlerMethodFactory delegate;

		void initialize() {
			TaosListenerEndpointRegistrar registrar = TaosListenerAnnotationBeanPostProcessor.this.registrar;
			MessageHandlerMethodFactory wanted = registrar.getMessageHandlerMethodFactory();
			this.delegate = (wanted != null) ? wanted : defaultFactory(registrar);
		}

		private MessageHandlerMethodFactory defaultFactory(TaosListenerEndpointRegistrar registrar) {
			DefaultMessageHandlerMethodFactory factory = new DefaultMessageHandlerMethodFactory();
			factory.setBeanFactory(beanFactory());
			ConversionService conversions = registrar.getConversionService();
			factory
				.setConversionService((conversions != null) ? conversions : new DefaultFormattingConversionService());
			if (registrar.getValidator() != null) {
				factory.setValidator(registrar.getValidator());
			}
			if (!registrar.getCustomMethodArgumentResolvers().isEmpty()) {
				factory.setCustomArgumentResolvers(registrar.getCustomMethodArgumentResolvers());
			}
			factory.afterPropertiesSet();
			return factory;
		}

		@Override
		public InvocableHandlerMethod createInvocableHandlerMethod(Object bean, Method method) {
			Assert.state(this.delegate != null, "Listeners are not set up yet");
			return this.delegate.createInvocableHandlerMethod(bean, method);
		}

	}

}
