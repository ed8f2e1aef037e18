package io.github.taosspring.sample.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.hardware.VirtualMemory;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem;

/**
 * The machine this program runs on, read with OSHI. A part that can't be read on some
 * platform is logged once and left out; the others go on.
 * <p>
 * Disks and interfaces are listed anew only every {@value #ROUNDS_PER_LISTING} rounds:
 * listing them costs several times what updating them does.
 */
class OshiMachine implements Machine {

	private static final Logger logger = LoggerFactory.getLogger(OshiMachine.class);

	private static final int ROUNDS_PER_LISTING = 30;

	private static final int MILLIS_PER_SECOND = 1000;

	private final Rates rates = new Rates();

	private final Set<Kind> unreadable = EnumSet.noneOf(Kind.class);

	private final String name;

	private final HardwareAbstractionLayer hardware;

	private final OperatingSystem system;

	private long round;

	private long @Nullable [] totalTicks;

	private long[] @Nullable [] coreTicks;

	private List<HWDiskStore> disks = List.of();

	private List<NetworkIF> interfaces = List.of();

	OshiMachine(@Nullable String name) {
		SystemInfo info = new SystemInfo();
		this.hardware = info.getHardware();
		this.system = info.getOperatingSystem();
		this.name = (name != null && !name.isBlank()) ? name : hostName(this.system);
	}

	private static String hostName(OperatingSystem system) {
		String name = system.getNetworkParams().getHostName();
		return name.isBlank() ? "localhost" : name;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public List<Measurement> read() {
		List<Measurement> measurements = new ArrayList<>();
		boolean list = this.round++ % ROUNDS_PER_LISTING == 0;
		readPart(Kind.CPU, measurements, this::readProcessors);
		readPart(Kind.MEMORY, measurements, this::readMemory);
		readPart(Kind.DISK, measurements, (found) -> readDisks(list, found));
		readPart(Kind.FILESYSTEM, measurements, this::readFileSystems);
		readPart(Kind.NETWORK, measurements, (found) -> readInterfaces(list, found));
		readPart(Kind.PROCESS, measurements, this::readProcesses);
		this.rates.endRound();
		return measurements;
	}

	private void readPart(Kind kind, List<Measurement> measurements, Consumer<List<Measurement>> reader) {
		List<Measurement> found = new ArrayList<>();
		try {
			reader.accept(found);
			this.unreadable.remove(kind);
		}
		catch (RuntimeException | LinkageError ex) {
			if (this.unreadable.add(kind)) {
				logger.warn("{} can't be read on this machine; the other kinds go on", kind.label(), ex);
			}
		}
		found.stream().filter(Measurement::hasValues).forEach(measurements::add);
	}

	private void readProcessors(List<Measurement> found) {
		CentralProcessor processor = this.hardware.getProcessor();
		long[] total = processor.getSystemCpuLoadTicks();
		if (this.totalTicks != null) {
			found.add(CpuTicks.between("total", this.totalTicks, total));
		}
		this.totalTicks = total;
		long[][] cores = processor.getProcessorCpuLoadTicks();
		if (this.coreTicks != null && this.coreTicks.length == cores.length) {
			for (int i = 0; i < cores.length; i++) {
				found.add(CpuTicks.between(String.valueOf(i), this.coreTicks[i], cores[i]));
			}
		}
		this.coreTicks = cores;
	}

	private void readMemory(List<Measurement> found) {
		GlobalMemory memory = this.hardware.getMemory();
		long total = memory.getTotal();
		long available = memory.getAvailable();
		found.add(space(Kind.MEMORY, "physical", total - available, available, total));
		VirtualMemory virtual = memory.getVirtualMemory();
		long swap = virtual.getSwapTotal();
		if (swap > 0) {
			long used = virtual.getSwapUsed();
			found.add(space(Kind.MEMORY, "swap", used, swap - used, swap));
		}
	}

	private void readDisks(boolean list, List<Measurement> found) {
		if (list) {
			this.disks = this.hardware.getDiskStores().stream().filter(OshiMachine::isReal).toList();
		}
		for (HWDiskStore disk : this.disks) {
			if (!list && !disk.updateAttributes()) {
				continue;
			}
			long now = System.nanoTime();
			String key = "disk " + disk.getName();
			Double active = this.rates.perSecond(key + " active", disk.getTransferTime(), now);
			found.add(Measurement.of(Kind.DISK, disk.getName(),
					this.rates.perSecond(key + " read", disk.getReadBytes(), now),
					this.rates.perSecond(key + " written", disk.getWriteBytes(), now),
					this.rates.perSecond(key + " reads", disk.getReads(), now),
					this.rates.perSecond(key + " writes", disk.getWrites(), now),
					(active != null) ? Math.min(100, 100 * active / MILLIS_PER_SECOND) : null, disk.getReadBytes(),
					disk.getWriteBytes()));
		}
	}

	private static boolean isReal(HWDiskStore disk) {
		return disk.getSize() > 0 && !disk.getName().contains("/loop");
	}

	private void readFileSystems(List<Measurement> found) {
		Set<String> volumes = new HashSet<>();
		List<OSFileStore> stores = new ArrayList<>(this.system.getFileSystem().getFileStores(true));
		stores.sort(Comparator.comparingInt((store) -> store.getMount().length()));
		for (OSFileStore store : stores) {
			// the shortest mount point stands for a volume that is mounted several times
			if (store.getTotalSpace() <= 0 || isInMemory(store) || !volumes.add(store.getVolume())) {
				continue;
			}
			long used = store.getTotalSpace() - store.getFreeSpace();
			found.add(space(Kind.FILESYSTEM, store.getMount(), used, store.getUsableSpace(), store.getTotalSpace()));
		}
	}

	private static boolean isInMemory(OSFileStore store) {
		return store.getType().equals("tmpfs") || store.getType().equals("ramfs");
	}

	private static Measurement space(Kind kind, String device, long used, long free, long total) {
		// as df does: of what a user may fill, how much is filled
		double usable = used + (double) free;
		return Measurement.of(kind, device, (usable > 0) ? 100 * used / usable : null, used, free, total);
	}

	private void readInterfaces(boolean list, List<Measurement> found) {
		if (list) {
			this.interfaces = List.copyOf(this.hardware.getNetworkIFs());
		}
		for (NetworkIF network : this.interfaces) {
			if (!list && !network.updateAttributes()) {
				continue;
			}
			long now = System.nanoTime();
			String key = "network " + network.getName();
			found.add(Measurement.of(Kind.NETWORK, network.getName(),
					this.rates.perSecond(key + " received", network.getBytesRecv(), now),
					this.rates.perSecond(key + " sent", network.getBytesSent(), now),
					this.rates.perSecond(key + " in", network.getPacketsRecv(), now),
					this.rates.perSecond(key + " out", network.getPacketsSent(), now),
					this.rates.perSecond(key + " errors", network.getInErrors() + network.getOutErrors(), now),
					network.getBytesRecv(), network.getBytesSent()));
		}
	}

	private void readProcesses(List<Measurement> found) {
		CentralProcessor processor = this.hardware.getProcessor();
		double[] load = processor.getSystemLoadAverage(3);
		long now = System.nanoTime();
		found.add(Measurement.of(Kind.PROCESS, "all", (long) this.system.getProcessCount(),
				(long) this.system.getThreadCount(), known(load[0]), known(load[1]), known(load[2]),
				this.rates.perSecond("context switches", processor.getContextSwitches(), now),
				this.rates.perSecond("interrupts", processor.getInterrupts(), now),
				this.system.getFileSystem().getOpenFileDescriptors(), this.system.getSystemUptime()));
	}

	private static @Nullable Double known(double load) {
		return (load >= 0) ? load : null;
	}

}
