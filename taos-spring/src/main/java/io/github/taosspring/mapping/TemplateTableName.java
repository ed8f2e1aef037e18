package io.github.taosspring.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosLimits;
import org.jspecify.annotations.Nullable;

/**
 * Child tables named by a template such as {@code meter_{deviceId}}.
 */
final class TemplateTableName implements ChildTableName {

	/** Of a char in UTF-8. */
	private static final int MAX_BYTES = 3;

	private final String template;

	/** One more than there are parts: the text before each part, and after the last. */
	private final List<String> literals = new ArrayList<>();

	private final List<KeyPart> parts = new ArrayList<>();

	/**
	 * Parse a template.
	 * @param template the template
	 * @param properties finds a property by its name in Java
	 * @param owner what has the template, for messages
	 * @throws TaosMappingException if the template is wrong
	 */
	TemplateTableName(String template, Function<String, @Nullable EntityProperty> properties, String owner) {
		this.template = template;
		int start = 0;
		int open = template.indexOf('{');
		while (open >= 0) {
			int close = template.indexOf('}', open);
			if (close < 0) {
				throw invalid(owner, "a brace is not closed");
			}
			this.literals.add(literal(template.substring(start, open), owner));
			this.parts.add(part(template.substring(open + 1, close), properties, owner));
			start = close + 1;
			open = template.indexOf('{', start);
		}
		this.literals.add(literal(template.substring(start), owner));
	}

	private String literal(String text, String owner) {
		if (text.indexOf('}') >= 0 || text.indexOf('.') >= 0 || text.indexOf('`') >= 0 || text.indexOf('\0') >= 0) {
			throw invalid(owner, "a table's name has no '}', dot, back-quote or NUL");
		}
		return text;
	}

	private KeyPart part(String name, Function<String, @Nullable EntityProperty> properties, String owner) {
		EntityProperty property = properties.apply(name);
		if (property == null) {
			throw invalid(owner, "there is no '" + name + "'");
		}
		KeyPart part = new KeyPart(property);
		if (!part.suitsNames()) {
			throw invalid(owner, property.target() + " is a " + property.type().getType().getName()
					+ "; in a name stand text, whole numbers, boolean, enums and UUID");
		}
		return part;
	}

	private TaosMappingException invalid(String owner, String message) {
		return new TaosMappingException("Template '" + this.template + "' of " + owner + ": " + message, null);
	}

	@Override
	public void appendKey(Object row, StringBuilder key) {
		for (int i = 0; i < this.parts.size(); i++) {
			key.append(this.literals.get(i));
			if (!this.parts.get(i).append(row, key)) {
				throw new TaosMappingException("The child table's name '" + this.template + "' needs a value of "
						+ this.parts.get(i).property().target() + ", which is null", null);
			}
		}
		key.append(this.literals.get(this.parts.size()));
	}

	@Override
	public List<KeyPart> parts() {
		return this.parts;
	}

	@Override
	public String name(CharSequence key, Object row) {
		check(key, row);
		return key.toString();
	}

	/**
	 * Check a key, which is the name.
	 * @throws TaosMappingException if no table can have it
	 */
	void check(CharSequence name, Object row) {
		int length = name.length();
		boolean plain = length > 0 && length * MAX_BYTES <= TaosLimits.TABLE_NAME_BYTES;
		for (int i = 0; i < length; i++) {
			char ch = name.charAt(i);
			if (ch == '.') {
				throw dot(row);
			}
			plain &= ch != '`' && ch != '\0';
		}
		if (!plain) {
			try {
				TaosLimits.checkTableName(name.toString());
			}
			catch (TaosException ex) {
				throw new TaosMappingException("'" + name + "' of the template '" + this.template
						+ "' cannot be a child table's name: " + ex.getMessage(), ex);
			}
		}
	}

	private TaosMappingException dot(Object row) {
		StringBuilder text = new StringBuilder();
		for (KeyPart part : this.parts) {
			text.setLength(0);
			part.append(row, text);
			if (text.indexOf(".") >= 0) {
				return new TaosMappingException("The value '" + text + "' of " + part.property().target()
						+ " cannot stand in the child table's name '" + this.template
						+ "': a table's name has no dot; leave @TableName out for names by a hash", null);
			}
		}
		throw new IllegalStateException("A dot of no value in a name of the template '" + this.template + "'");
	}

	@Override
	public boolean determines(List<TaosEntityColumn> tags) {
		return this.parts.size() == 1 && tags.size() == 1
				&& tags.get(0).propertyName().equals(this.parts.get(0).property().name());
	}

	@Override
	public Overlap overlap(ChildTableName other) {
		if (!(other instanceof TemplateTableName template)) {
			return Overlap.NONE;
		}
		if (isFree() || template.isFree()) {
			// names that the application chooses as a whole say nothing
			return Overlap.NONE;
		}
		if (this.literals.equals(template.literals)) {
			return Overlap.CERTAIN;
		}
		String first = this.literals.get(0);
		String otherFirst = template.literals.get(0);
		String last = this.literals.get(this.literals.size() - 1);
		String otherLast = template.literals.get(template.literals.size() - 1);
		boolean begin = first.startsWith(otherFirst) || otherFirst.startsWith(first);
		boolean end = last.endsWith(otherLast) || otherLast.endsWith(last);
		return (begin && end) ? Overlap.POSSIBLE : Overlap.NONE;
	}

	private boolean isFree() {
		return this.literals.stream().allMatch(String::isEmpty);
	}

	@Override
	public String toString() {
		return "'" + this.template + "'";
	}

}
