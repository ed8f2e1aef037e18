package io.github.taosspring.benchmarks.topic;

import java.sql.Timestamp;

import com.taosdata.jdbc.tmq.ReferenceDeserializer;

import io.github.taosspring.benchmarks.scan.Totals;

/**
 * The beans that the vendor's driver makes of rows.
 */
final class VendorBeans {

	private VendorBeans() {
	}

	static void add(Totals totals, Numbers row) {
		totals.add(row.getTs().getTime() + row.getVoltage(), (double) row.getCurrent() + row.getPhase(), 0);
	}

	static void add(Totals totals, Tagged row) {
		totals.add(row.getTs().getTime() + row.getVoltage() + row.getGroupid(),
				(double) row.getCurrent() + row.getPhase(), row.getLocation().length() + row.getTbname().length());
	}

	/**
	 * Makes {@link Numbers}.
	 */
	public static final class NumbersDeserializer extends ReferenceDeserializer<Numbers> {

	}

	/**
	 * Makes {@link Tagged}.
	 */
	public static final class TaggedDeserializer extends ReferenceDeserializer<Tagged> {

	}

	/**
	 * The numbers alone.
	 */
	public static class Numbers {

		private Timestamp ts = new Timestamp(0);

		private float current;

		private int voltage;

		private float phase;

		public Timestamp getTs() {
			return this.ts;
		}

		public void setTs(Timestamp ts) {
			this.ts = ts;
		}

		public float getCurrent() {
			return this.current;
		}

		public void setCurrent(float current) {
			this.current = current;
		}

		public int getVoltage() {
			return this.voltage;
		}

		public void setVoltage(int voltage) {
			this.voltage = voltage;
		}

		public float getPhase() {
			return this.phase;
		}

		public void setPhase(float phase) {
			this.phase = phase;
		}

	}

	/**
	 * The numbers with tags and the table's name.
	 */
	public static final class Tagged extends Numbers {

		private int groupid;

		private String location = "";

		private String tbname = "";

		public int getGroupid() {
			return this.groupid;
		}

		public void setGroupid(int groupid) {
			this.groupid = groupid;
		}

		public String getLocation() {
			return this.location;
		}

		public void setLocation(String location) {
			this.location = location;
		}

		public String getTbname() {
			return this.tbname;
		}

		public void setTbname(String tbname) {
			this.tbname = tbname;
		}

	}

}
