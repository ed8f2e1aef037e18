package io.github.taosspring.boot.embedded;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches if {@code taos.url} is not set; empty counts as not set.
 */
final class OnMissingUrlCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Embedded TDengine");
		return StringUtils.hasText(context.getEnvironment().getProperty("taos.url"))
				? ConditionOutcome.noMatch(message.because("taos.url is set and wins"))
				: ConditionOutcome.match(message.because("taos.url is not set"));
	}

}
