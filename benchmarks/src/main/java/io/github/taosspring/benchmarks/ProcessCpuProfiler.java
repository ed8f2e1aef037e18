package io.github.taosspring.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time of the whole process per operation: all threads, the garbage collector's and
 * the compiler's too.
 */
public final class ProcessCpuProfiler implements InternalProfiler {

	/** The name of the result, in nanoseconds per operation. */
	static final String RESULT = "cpu.norm";

	private static final OperatingSystemMXBean SYSTEM = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private long start;

	@Override
	public String getDescription() {
		return "CPU time of the process per operation";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		this.start = SYSTEM.getProcessCpuTime();
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		long nanos = SYSTEM.getProcessCpuTime() - this.start;
		long operations = result.getMetadata().getAllOps();
		return List
			.of(new ScalarResult(RESULT, (double) nanos / Math.max(1, operations), "ns/op", AggregationPolicy.AVG));
	}

}
