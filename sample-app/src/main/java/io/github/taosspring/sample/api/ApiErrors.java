package io.github.taosspring.sample.api;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.support.TaosExceptionTranslator;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns failures of this package's controllers into problem details.
 */
@RestControllerAdvice(basePackageClasses = ApiErrors.class)
class ApiErrors {

	@ExceptionHandler
	ProblemDetail refuse(InvalidParameterException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
		problem.setProperty("parameter", ex.parameter());
		return problem;
	}

	/** The server is away, or has not been given its tables yet. */
	@ExceptionHandler
	ProblemDetail unavailable(DataAccessException ex) {
		TaosException cause = TaosExceptionTranslator.taosException(ex);
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				(cause != null) ? cause.getMessage() : ex.getMessage());
		problem.setTitle("TDengine did not answer");
		if (cause != null && cause.code() != 0) {
			problem.setProperty("code", "0x%04X".formatted(cause.code()));
		}
		return problem;
	}

}
