package io.github.taosspring.embedded.internal.server;

/**
 * Compares the version that the server claims to be.
 */
final class ClaimedVersion {

	private ClaimedVersion() {
	}

	/**
	 * Return whether a version is another one or a later one.
	 * @param version the version, such as {@code 3.3.7.5.alpha}
	 * @param least the numbers of the other
	 */
	static boolean isAtLeast(String version, int... least) {
		String[] parts = version.split("[.-]");
		for (int i = 0; i < least.length; i++) {
			int number = (i < parts.length && parts[i].matches("\\d{1,9}")) ? Integer.parseInt(parts[i]) : 0;
			if (number != least[i]) {
				return number > least[i];
			}
		}
		return true;
	}

}
