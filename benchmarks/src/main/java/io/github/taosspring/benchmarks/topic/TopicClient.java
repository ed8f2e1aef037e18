package io.github.taosspring.benchmarks.topic;

import com.taosdata.jdbc.tmq.MapDeserializer;
import com.taosdata.jdbc.tmq.MapEnhanceDeserializer;

import io.github.taosspring.benchmarks.replay.DataSet;

/**
 * The clients that are compared in consuming topics.
 */
public enum TopicClient {

	/** This client, blocks column by column. */
	BLOCKS {
		@Override
		public TopicReader open(int port, DataSet dataSet) {
			return new ClientTopicReader(port, dataSet, false);
		}
	},

	/** This client, rows mapped to records. */
	RECORDS {
		@Override
		public TopicReader open(int port, DataSet dataSet) {
			return new ClientTopicReader(port, dataSet, true);
		}
	},

	/** The vendor's {@code ReferenceDeserializer}, which makes beans. */
	VENDOR_BEANS {
		@Override
		public TopicReader open(int port, DataSet dataSet) throws Exception {
			return (dataSet == DataSet.TAGGED)
					? new VendorTopicReader<>(port, dataSet, VendorBeans.TaggedDeserializer.class, VendorBeans::add)
					: new VendorTopicReader<>(port, dataSet, VendorBeans.NumbersDeserializer.class, VendorBeans::add);
		}
	},

	/** The vendor's {@code MapDeserializer}. */
	VENDOR_MAPS {
		@Override
		public TopicReader open(int port, DataSet dataSet) throws Exception {
			return new VendorTopicReader<>(port, dataSet, MapDeserializer.class, VendorMaps::add);
		}
	},

	/** The vendor's {@code MapEnhanceDeserializer}, maps with the table's name. */
	VENDOR_ENHANCED_MAPS {
		@Override
		public TopicReader open(int port, DataSet dataSet) throws Exception {
			return new VendorTopicReader<>(port, dataSet, MapEnhanceDeserializer.class,
					(totals, record) -> VendorMaps.add(totals, record.getMap()));
		}
	},

	/**
	 * The vendor's driver with a deserialiser written for it, which makes records by
	 * getters with the position: what an application can do at best.
	 */
	VENDOR_HAND_WRITTEN {
		@Override
		public TopicReader open(int port, DataSet dataSet) throws Exception {
			return (dataSet == DataSet.TAGGED)
					? new VendorTopicReader<>(port, dataSet, HandWritten.TaggedDeserializer.class, Meter::addTo)
					: new VendorTopicReader<>(port, dataSet, HandWritten.NumbersDeserializer.class, Meter::addTo);
		}
	};

	/**
	 * Connect and subscribe.
	 * @param port the replay server's port
	 * @param dataSet the rows' kind
	 * @return a reader, to be closed
	 * @throws Exception if that fails
	 */
	public abstract TopicReader open(int port, DataSet dataSet) throws Exception;

}
