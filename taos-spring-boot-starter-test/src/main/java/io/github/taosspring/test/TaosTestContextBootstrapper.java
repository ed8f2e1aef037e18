package io.github.taosspring.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Begins the tests of {@link TaosTest}.
 */
final class TaosTestContextBootstrapper extends TestSliceTestContextBootstrapper<TaosTest> {

}
