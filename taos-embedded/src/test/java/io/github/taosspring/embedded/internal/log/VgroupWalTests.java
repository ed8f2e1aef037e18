package io.github.taosspring.embedded.internal.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taosspring.embedded.internal.catalog.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link VgroupWal} and {@link WalBudget}.
 */
@Timeout(60)
class VgroupWalTests {

	private static final Change NOTHING = new Change.DropTables(List.of());

	private static final WalRetention FOREVER = new WalRetention(-1, 0);

	private final WalBudget budget = new WalBudget(Long.MAX_VALUE);

	private static WalEntry entry(long version, long time, long bytes) {
		return new WalEntry(version, time, bytes, NOTHING);
	}

	private static List<Long> versions(VgroupWal wal, long from) {
		return wal.read(from, Integer.MAX_VALUE).stream().map(WalEntry::version).toList();
	}

	@Test
	void readsFromAVersionOn() {
		VgroupWal wal = new VgroupWal(2, FOREVER, this.budget);
		assertThat(wal.first()).isZero();
		assertThat(wal.next()).isZero();
		assertThat(wal.read(0, 10)).isEmpty();
		for (int version = 0; version < 100; version++) {
			wal.append(entry(version, version, 1));
		}
		assertThat(versions(wal, 97)).containsExactly(97L, 98L, 99L);
		assertThat(wal.read(10, 2)).extracting(WalEntry::time).containsExactly(10L, 11L);
		assertThat(wal.read(100, 10)).isEmpty();
		assertThat(wal.next()).isEqualTo(100);
		assertThat(wal.bytes()).isEqualTo(100);
	}

	@Test
	void beginsWhereItIsToldTo() {
		VgroupWal wal = new VgroupWal(2, FOREVER, this.budget);
		wal.begin(41);
		wal.append(entry(41, 1, 1));
		assertThat(versions(wal, 0)).containsExactly(41L);
		assertThatIllegalStateException().isThrownBy(() -> wal.append(entry(43, 1, 1)))
			.withMessage("Entry 43 instead of 42");
	}

	@Test
	void trimsSilently() {
		VgroupWal wal = new VgroupWal(2, FOREVER, this.budget);
		for (int version = 0; version < 40; version++) {
			wal.append(entry(version, version, 1));
		}
		wal.trim(35);
		assertThat(wal.first()).isEqualTo(35);
		assertThat(versions(wal, 0)).containsExactly(35L, 36L, 37L, 38L, 39L);
		wal.trim(Long.MAX_VALUE);
		assertThat(wal.first()).isEqualTo(40);
		assertThat(wal.bytes()).isZero();
		wal.append(entry(40, 40, 1));
		assertThat(versions(wal, 0)).containsExactly(40L);
	}

	@Test
	void keepsEntriesForTheirPeriod() {
		VgroupWal wal = new VgroupWal(2, new WalRetention(100, 0), this.budget);
		wal.append(entry(0, 1000, 1));
		wal.append(entry(1, 1050, 1));
		wal.append(entry(2, 1100, 1));
		assertThat(wal.first()).isZero();
		wal.append(entry(3, 1151, 1));
		assertThat(wal.first()).isEqualTo(2);
		wal.retention(FOREVER);
		wal.append(entry(4, 9999, 1));
		assertThat(wal.first()).isEqualTo(2);
		wal.retention(new WalRetention(0, 0));
		wal.append(entry(5, 10_000, 1));
		assertThat(wal.first()).as("the newest stays").isEqualTo(5);
	}

	@Test
	void keepsEntriesUpToTheirSize() {
		VgroupWal wal = new VgroupWal(2, new WalRetention(-1, 10), this.budget);
		wal.append(entry(0, 0, 4));
		wal.append(entry(1, 0, 6));
		assertThat(wal.first()).isZero();
		wal.append(entry(2, 0, 1));
		assertThat(wal.first()).isEqualTo(1);
		wal.append(entry(3, 0, 1000));
		assertThat(versions(wal, 0)).containsExactly(3L);
	}

	@Test
	void beyondTheBudgetTheOldestEntriesOfAllLogsGo() {
		WalBudget small = new WalBudget(160);
		VgroupWal busy = new VgroupWal(2, FOREVER, small);
		VgroupWal idle = new VgroupWal(3, FOREVER, small);
		small.add(List.of(busy, idle));
		for (int i = 0; i < 8; i++) {
			idle.append(entry(i, i, 10));
			busy.append(entry(i, 100 + i, 10));
		}
		assertThat(idle.first()).isZero();
		busy.append(entry(8, 200, 10));
		assertThat(busy.first()).isZero();
		assertThat(idle.first()).isEqualTo(2);
		for (int i = 9; i < 30; i++) {
			busy.append(entry(i, 200 + i, 10));
		}
		assertThat(idle.first()).as("the newest of an idle log stays").isEqualTo(7);
		assertThat(busy.bytes() + idle.bytes()).isBetween(100L, 160L);
		busy.append(entry(30, 300, 1000));
		assertThat(versions(busy, 0)).containsExactly(30L);
	}

	@Test
	void waitsForAnEntry() throws Exception {
		VgroupWal wal = new VgroupWal(2, FOREVER, this.budget);
		assertThat(wal.await(0, Duration.ofMillis(1))).isFalse();
		CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
			try {
				return wal.await(1, Duration.ofSeconds(30));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		wal.append(entry(0, 0, 1));
		wal.append(entry(1, 0, 1));
		assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(wal.await(0, Duration.ZERO)).isTrue();
		wal.close();
		assertThat(wal.await(2, Duration.ofSeconds(30))).as("nothing comes any more").isFalse();
		assertThat(wal.isClosed()).isTrue();
	}

	@Test
	void tellsEachListenerUntilItsEnd() {
		VgroupWal wal = new VgroupWal(2, FOREVER, this.budget);
		AtomicInteger calls = new AtomicInteger();
		Runnable listener = calls::incrementAndGet;
		WalSubscription one = wal.subscribe(listener);
		WalSubscription two = wal.subscribe(listener);
		wal.tell();
		assertThat(calls).hasValue(2);
		one.close();
		one.close();
		wal.tell();
		assertThat(calls).hasValue(3);
		wal.close();
		assertThat(calls).as("the end is told as well").hasValue(4);
		two.close();
	}

	@Test
	void aReaderThatFollowsSeesEachVersionOnceUnlessItIsTooSlow() throws Exception {
		VgroupWal wal = new VgroupWal(2, new WalRetention(-1, 500), this.budget);
		int count = 20_000;
		CompletableFuture<List<Long>> read = CompletableFuture.supplyAsync(() -> {
			List<Long> seen = new ArrayList<>();
			long next = 0;
			Random random = new Random(7);
			while (next < count) {
				for (WalEntry entry : wal.read(next, 1 + random.nextInt(50))) {
					assertThat(entry.version()).isGreaterThanOrEqualTo(next);
					seen.add(entry.version());
					next = entry.version() + 1;
				}
			}
			return seen;
		});
		for (int version = 0; version < count; version++) {
			wal.append(entry(version, 0, 1));
		}
		List<Long> seen = read.get(30, TimeUnit.SECONDS);
		assertThat(seen).isSorted().doesNotHaveDuplicates().endsWith(count - 1L);
		assertThat(wal.next() - wal.first()).isEqualTo(500);
	}

}
