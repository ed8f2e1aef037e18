package io.github.taosspring.sample;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application's HTTP side, as tests use it.
 */
public class Api {

	private final RestClient client;

	public Api(int port) {
		this.client = RestClient.builder()
			.baseUrl("http://localhost:" + port)
			.defaultStatusHandler((status) -> true, (request, response) -> {
			})
			.build();
	}

	/**
	 * Get what must be answered with 200 OK.
	 * @param uri the path
	 * @param variables its variables
	 * @return the JSON
	 */
	public DocumentContext get(String uri, Object... variables) {
		ResponseEntity<String> response = exchange(uri, variables);
		assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(HttpStatus.OK);
		return JsonPath.parse(response.getBody());
	}

	/**
	 * Get what must be answered with a problem.
	 * @param expected the status
	 * @param uri the path
	 * @return the problem detail
	 */
	public DocumentContext problem(HttpStatus expected, String uri) {
		return problem(expected, exchange(uri));
	}

	/**
	 * Put JSON.
	 * @param uri the path
	 * @param json the body
	 * @return the response, whatever it is
	 */
	public ResponseEntity<String> put(String uri, String json) {
		return this.client.put()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body(json)
			.retrieve()
			.toEntity(String.class);
	}

	/**
	 * Check that a response is a problem.
	 * @param expected the status
	 * @param response the response
	 * @return the problem detail
	 */
	public static DocumentContext problem(HttpStatusCode expected, ResponseEntity<String> response) {
		assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(expected);
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		return JsonPath.parse(response.getBody());
	}

	/**
	 * Get a page.
	 * @param uri the path
	 * @param variables its variables
	 * @return the response, whatever it is
	 */
	public ResponseEntity<String> exchange(String uri, Object... variables) {
		return this.client.get().uri(uri, variables).retrieve().toEntity(String.class);
	}

}
