package io.github.taosspring.test;

import java.time.Duration;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A TDengine in a Docker container, by Testcontainers: taosd and taosAdapter, which is
 * what clients connect to. A container that is a {@code @ServiceConnection} gives the
 * application its connection details. <pre>
 * &#64;Container
 * &#64;ServiceConnection
 * static TDengineContainer tdengine = new TDengineContainer("tdengine/tdengine:latest");
 * </pre> The build of this library has no Docker: it compiles this class and tests what
 * needs no running container, no more.
 */
public class TDengineContainer extends GenericContainer<TDengineContainer> {

	/** The name of the image on Docker Hub. */
	public static final String IMAGE = "tdengine/tdengine";

	private static final int ADAPTER_PORT = 6041;

	private static final String USERNAME = "root";

	private static final String PASSWORD = "taosdata";

	/**
	 * Create a container that is not started.
	 * @param image the image with its tag
	 * @throws IllegalStateException if it is neither {@value #IMAGE} nor declared a
	 * substitute for it
	 */
	public TDengineContainer(String image) {
		this(DockerImageName.parse(image));
	}

	/**
	 * Create a container that is not started.
	 * @param image the image with its tag
	 * @throws IllegalStateException if it is neither {@value #IMAGE} nor declared a
	 * substitute for it
	 */
	@SuppressWarnings("this-escape")
	public TDengineContainer(DockerImageName image) {
		super(image);
		image.assertCompatibleWith(DockerImageName.parse(IMAGE));
		withExposedPorts(ADAPTER_PORT);
		// a login needs taosd; the adapter alone answers earlier
		waitingFor(Wait.forHttp("/rest/login/" + USERNAME + "/" + PASSWORD)
			.forPort(ADAPTER_PORT)
			.forResponsePredicate((body) -> body.contains("\"code\":0"))
			.withStartupTimeout(Duration.ofMinutes(2)));
	}

	/**
	 * Return the URL for {@code TaosClient} and {@code taos.url}, without user and
	 * password.
	 * @return such as {@code taos+ws://localhost:49153}
	 * @throws IllegalStateException if the container does not run
	 */
	public String getUrl() {
		return "taos+ws://" + getHost() + ":" + getMappedPort(ADAPTER_PORT);
	}

	/**
	 * Return the user of a fresh installation.
	 * @return the name
	 */
	public String getUsername() {
		return USERNAME;
	}

	/**
	 * Return the password of a fresh installation.
	 * @return the password
	 */
	public String getPassword() {
		return PASSWORD;
	}

}
