package io.github.taosspring.test;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application whose tests are tested.
 */
@SpringBootApplication
class Application {

}
