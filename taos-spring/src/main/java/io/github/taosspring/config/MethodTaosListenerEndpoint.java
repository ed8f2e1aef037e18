package io.github.taosspring.config;

import java.lang.reflect.Method;
import java.util.Collection;

import io.github.taosspring.listener.AckMode;
import io.github.taosspring.listener.TaosMessageListener;
import io.github.taosspring.listener.adapter.MethodListener;
import io.github.taosspring.listener.adapter.MethodListenerSettings;
import io.github.taosspring.listener.adapter.TaosPayloads;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.handler.annotation.support.MessageHandlerMethodFactory;
import org.springframework.validation.Validator;

/**
 * An endpoint of a method.
 */
public class MethodTaosListenerEndpoint extends AbstractTaosListenerEndpoint {

	private final Object bean;

	private final Method method;

	private final MessageHandlerMethodFactory methodFactory;

	private boolean tagLookup;

	private @Nullable Validator validator;

	/**
	 * Create an endpoint.
	 * @param id its id, unique in its registry
	 * @param topics the topics, at least one
	 * @param bean the bean
	 * @param method its method; of a proxy, one that can be called on it
	 * @param methodFactory makes what calls the method
	 */
	public MethodTaosListenerEndpoint(String id, Collection<String> topics, Object bean, Method method,
			MessageHandlerMethodFactory methodFactory) {
		super(id, topics);
		this.bean = bean;
		this.method = method;
		this.methodFactory = methodFactory;
	}

	/**
	 * Set whether the tags of rows are looked up.
	 * @param tagLookup whether they are, by default not
	 */
	public void setTagLookup(boolean tagLookup) {
		this.tagLookup = tagLookup;
	}

	/**
	 * Set what validates payloads that are to be validated.
	 * @param validator the validator, {@code null} for none
	 */
	public void setValidator(@Nullable Validator validator) {
		this.validator = validator;
	}

	@Override
	public @Nullable AckMode getAckMode() {
		AckMode mode = super.getAckMode();
		return (mode == null && MethodListener.isAcknowledging(this.method)) ? AckMode.MANUAL : mode;
	}

	@Override
	public TaosMessageListener createMessageListener(@Nullable String groupId, TaosPayloads payloads) {
		return MethodListener.create(this.bean, this.method,
				this.methodFactory.createInvocableHandlerMethod(this.bean, this.method),
				new MethodListenerSettings(getId(), groupId, getTopics(), this.tagLookup, this.validator), payloads);
	}

	@Override
	public String toString() {
		return super.toString() + " of " + this.method.toGenericString();
	}

}
