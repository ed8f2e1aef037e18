package io.github.taosspring.sample.settings;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The settings as JSON: GET reads them, PUT changes those that its body names.
 */
@RestController
@RequestMapping("/api/settings")
class SettingsController {

	private final SettingsRepository repository;

	SettingsController(SettingsRepository repository) {
		this.repository = repository;
	}

	@GetMapping
	Settings find() {
		return this.repository.find();
	}

	@PutMapping
	Settings change(@RequestBody SettingsChange change) {
		return this.repository.change(change);
	}

	@ExceptionHandler
	ProblemDetail refuse(InvalidSettingException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
	}

}
