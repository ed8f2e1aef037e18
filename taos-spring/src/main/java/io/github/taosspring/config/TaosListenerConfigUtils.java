package io.github.taosspring.config;

/**
 * Names of beans that listeners need.
 */
public final class TaosListenerConfigUtils {

	/** The processor of {@link io.github.taosspring.annotation.TaosListener}. */
	public static final String ANNOTATION_PROCESSOR = "io.github.taosspring.config.internalTaosListenerAnnotationProcessor";

	/** The {@link TaosListenerEndpointRegistry}. */
	public static final String ENDPOINT_REGISTRY = "io.github.taosspring.config.internalTaosListenerEndpointRegistry";

	/** The container factory of listeners that name none. */
	public static final String CONTAINER_FACTORY = "taosListenerContainerFactory";

	private TaosListenerConfigUtils() {
	}

}
