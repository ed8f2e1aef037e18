package io.github.taosspring.core;

import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.mapping.CurrentRow;
import io.github.taosspring.mapping.TaosRowMapper;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a result for a stream; never splits, as a result has one reader. Closes the
 * result at its end and on a failure, so that a stream that was read through leaks
 * nothing even if it is not closed.
 *
 * @param <T> the type of the objects
 */
final class RowSpliterator<T extends @Nullable Object> implements Spliterator<T> {

	private final TaosResult result;

	private final TaosRowMapper<T> mapper;

	private final Function<TaosException, RuntimeException> translation;

	private final CurrentRow row;

	RowSpliterator(TaosResult result, TaosRowMapper<T> mapper, Function<TaosException, RuntimeException> translation) {
		this.result = result;
		this.mapper = mapper;
		this.translation = translation;
		this.row = new CurrentRow(result);
	}

	@Override
	public boolean tryAdvance(Consumer<? super T> action) {
		T object;
		try {
			if (!this.result.next()) {
				this.result.close();
				return false;
			}
			object = this.mapper.mapRow(this.row);
		}
		catch (TaosException ex) {
			this.result.close();
			throw this.translation.apply(ex);
		}
		catch (RuntimeException ex) {
			this.result.close();
			throw ex;
		}
		action.accept(object);
		return true;
	}

	@Override
	public @Nullable Spliterator<T> trySplit() {
		return null;
	}

	@Override
	public long estimateSize() {
		return Long.MAX_VALUE;
	}

	@Override
	public int characteristics() {
		return ORDERED;
	}

}
