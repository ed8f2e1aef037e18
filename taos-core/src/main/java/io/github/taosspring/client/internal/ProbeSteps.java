package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosProbeReport.Kind;
import io.github.taosspring.client.TaosProbeReport.Status;
import io.github.taosspring.client.TaosProbeReport.Step;

/**
 * Takes the steps of a probe one after the other. Each runs on a thread of its own and is
 * left behind when its time is over, because looking up a name cannot be interrupted.
 * Confined to one thread.
 */
final class ProbeSteps {

	private final Duration limit;

	private final List<Step> steps = new ArrayList<>();

	private boolean blocked;

	ProbeSteps(Duration limit) {
		this.limit = limit;
	}

	/**
	 * Take a step on which the following depend.
	 * @param action returns what was found, {@code null} if there is nothing to try
	 * @param reason makes a text of what it threw
	 */
	void need(Kind kind, Callable<@Nullable String> action, Function<Throwable, String> reason) {
		this.blocked |= !take(kind, action, reason);
	}

	/**
	 * Take a step on which none depends.
	 * @return whether the following may be taken
	 */
	boolean take(Kind kind, Callable<@Nullable String> action, Function<Throwable, String> reason) {
		if (this.blocked) {
			skip(kind, "a step before it failed");
			return false;
		}
		long start = System.nanoTime();
		try {
			String detail = await(kind, action);
			if (detail == null) {
				skip(kind, "this protocol has no such step");
			}
			else {
				this.steps.add(new Step(kind, Status.OK, since(start), detail, null));
			}
			return true;
		}
		catch (TimeoutException ex) {
			fail(kind, start, "no answer within " + this.limit.toMillis() + " ms");
		}
		catch (ExecutionException ex) {
			fail(kind, start, reason.apply(ex.getCause()));
		}
		return false;
	}

	private @Nullable String await(Kind kind, Callable<@Nullable String> action)
			throws TimeoutException, ExecutionException {
		FutureTask<@Nullable String> task = new FutureTask<>(action);
		start("taos-probe-" + kind, task);
		try {
			return task.get(this.limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted while probing", 0);
		}
		finally {
			task.cancel(true);
		}
	}

	private void fail(Kind kind, long start, String reason) {
		this.steps.add(new Step(kind, Status.FAILED, since(start), reason, kind.action()));
	}

	void skip(Kind kind, String reason) {
		this.steps.add(new Step(kind, Status.SKIPPED, Duration.ZERO, reason, null));
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

	List<Step> steps() {
		return this.steps;
	}

	/**
	 * Return what an exception of the connector says, its code in front.
	 */
	static String text(Throwable failure) {
		String text = String.valueOf(failure.getMessage());
		if (failure instanceof TaosException ex && ex.code() != 0) {
			String code = "0x%04x".formatted(ex.code());
			return code + " " + text.replace(" (" + code + ")", "");
		}
		return (failure instanceof TaosException) ? text : failure.toString();
	}

	static void start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

}
