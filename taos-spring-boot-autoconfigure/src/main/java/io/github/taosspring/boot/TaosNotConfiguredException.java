package io.github.taosspring.boot;

/**
 * TDengine is needed but nothing says where it is. Nothing is assumed: an application
 * that lost its URL must not write elsewhere.
 */
public class TaosNotConfiguredException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean embeddedEnabled;

	TaosNotConfiguredException(boolean embeddedEnabled) {
		super(embeddedEnabled
				? "taos.embedded.enabled is true but taos-embedded is not on the class path, and taos.url is not set"
				: "taos.url is not set and taos.embedded.enabled is not true");
		this.embeddedEnabled = embeddedEnabled;
	}

	/**
	 * Return whether the embedded server is enabled but not on the class path.
	 * @return whether it is
	 */
	public boolean isEmbeddedEnabled() {
		return this.embeddedEnabled;
	}

}
