package io.github.taosspring.mapping;

import org.springframework.core.convert.TypeDescriptor;

/**
 * Converts objects to the documents of JSON tags and back. Implementations are
 * thread-safe.
 */
public interface JsonConverter {

	/**
	 * Write an object.
	 * @param value the object
	 * @return the document; equal objects should give equal documents
	 * @throws RuntimeException if that is not possible
	 */
	String toJson(Object value);

	/**
	 * Read a document.
	 * @param json the document
	 * @param type the type wanted
	 * @return an object of this type
	 * @throws RuntimeException if that is not possible
	 */
	Object fromJson(String json, TypeDescriptor type);

}
