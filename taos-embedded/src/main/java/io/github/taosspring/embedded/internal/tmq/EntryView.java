package io.github.taosspring.embedded.internal.tmq;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.sql.TopicStatement.Meta;

/**
 * How a topic shows an entry of the log.
 */
final class EntryView {

	private static final Part NOTHING = new Part(List.of(), List.of(), List.of());

	private final Topic topic;

	private final RowsView rows;

	EntryView(Topic topic, RowsView rows) {
		this.topic = topic;
		this.rows = rows;
	}

	/**
	 * What a topic shows of an entry: changes of tables, or rows.
	 *
	 * @param documents the changes in JSON
	 * @param blocks the rows
	 * @param creations the tables that were created with the rows
	 */
	record Part(List<String> documents, List<RowsBlock> blocks, List<Change.Creation> creations) {

		boolean isEmpty() {
			return this.documents.isEmpty() && this.blocks.isEmpty() && this.creations.isEmpty();
		}

	}

	Part of(Change change) {
		if (change instanceof Change.Rows written) {
			return rows(written);
		}
		if (this.topic.meta() == Meta.NONE) {
			return NOTHING;
		}
		List<String> documents = documents(change);
		return documents.isEmpty() ? NOTHING : new Part(documents, List.of(), List.of());
	}

	private Part rows(Change.Rows written) {
		List<RowsBlock> blocks = new ArrayList<>();
		List<Change.Creation> creations = new ArrayList<>();
		for (Change.TableRows table : written.tables()) {
			if (!this.rows.shows(table.table())) {
				continue;
			}
			if (this.topic.meta() != Meta.ONLY) {
				RowsBlock block = this.rows.block(table.table(), table.schema(), table.rows());
				if (block != null) {
					blocks.add(block);
				}
			}
			if (this.topic.meta() != Meta.NONE && table.creation() != null) {
				creations.add(table.creation());
			}
		}
		if (this.topic.meta() == Meta.ONLY) {
			return creations.isEmpty() ? NOTHING
					: new Part(List.of(MetaDocuments.batch(MetaDocuments.create(creations))), List.of(), List.of());
		}
		return new Part(List.of(), blocks, creations);
	}

	private List<String> documents(Change change) {
		if (change instanceof Change.CreateSuperTable create) {
			return shows(create.table()) ? List.of(MetaDocuments.createSuperTable(create)) : List.of();
		}
		if (change instanceof Change.AlterSuperTable alter) {
			return shows(alter.table())
					? MetaDocuments.alter("super", alter.table().name(), alter.before(), alter.after()) : List.of();
		}
		if (change instanceof Change.DropSuperTable drop) {
			return shows(drop.table()) ? List.of(MetaDocuments.dropSuperTable(drop.table())) : List.of();
		}
		if (change instanceof Change.CreateTables create) {
			return MetaDocuments
				.create(create.creations().stream().filter((creation) -> this.rows.shows(creation.table())).toList());
		}
		if (change instanceof Change.AlterTable alter) {
			return this.rows.shows(alter.table())
					? MetaDocuments.alter("normal", alter.table().name(), alter.before(), alter.after()) : List.of();
		}
		if (change instanceof Change.SetTags tags) {
			return this.rows.shows(tags.table()) ? MetaDocuments.setTags(tags) : List.of();
		}
		if (change instanceof Change.DropTables drop) {
			List<DataTable> tables = shown(drop.tables());
			return tables.isEmpty() ? List.of() : List.of(MetaDocuments.dropTables(tables));
		}
		if (change instanceof Change.Delete delete) {
			return deletes(delete);
		}
		return options((Change.SetOptions) change);
	}

	/**
	 * A delete from several tables is described table by table, because the condition
	 * that chose them is not known any more.
	 */
	private List<String> deletes(Change.Delete delete) {
		if (this.topic.meta() == Meta.ONLY) {
			return List.of();
		}
		return shown(delete.tables()).stream()
			.map((table) -> MetaDocuments.delete(table, delete.from(), delete.to()))
			.toList();
	}

	/**
	 * A child table counts as a normal one here.
	 */
	private List<String> options(Change.SetOptions change) {
		if (change.table() instanceof DataTable table) {
			return this.rows.shows(table) ? List.of(MetaDocuments.setOptions("normal", table.name())) : List.of();
		}
		return shows((SuperTable) change.table()) ? List.of(MetaDocuments.setOptions("super", change.table().name()))
				: List.of();
	}

	private List<DataTable> shown(List<DataTable> tables) {
		return tables.stream().filter(this.rows::shows).toList();
	}

	private boolean shows(SuperTable table) {
		SuperTable own = this.topic.superTable();
		return own == null || own == table;
	}

}
