import type { ProposedAnswer, Question } from '@countersign/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { answers as answersByRule } from '../answering/answer.ts';
import { ModelEndpoint } from '../answering/model/model-endpoint.ts';
import { previousAnswer } from '../answering/previous-answer.ts';
import type { CaptureServiceConfig } from '../config.ts';
import { CONFIG, LOGGER } from '../tokens.ts';
import type { Application } from './applications.ts';
import { captureIdOf } from './capture-id.ts';
import { PreviousAnswers } from './previous-answers.ts';

/** Answers for a form: by rules, then what the candidate approved for the same question before, then what a model proposes. */
@Injectable()
export class ProposeAnswers {
  readonly #previous: PreviousAnswers;
  readonly #model: ModelEndpoint | undefined;
  readonly #logger: Logger;

  constructor(@Inject(CONFIG) { model }: CaptureServiceConfig, @Inject(LOGGER) logger: Logger, previous: PreviousAnswers) {
    this.#previous = previous;
    this.#model = model ? new ModelEndpoint(model) : undefined;
    this.#logger = logger;
  }

  /** In the order of the questions; a question without a proposal is left out. */
  async of(questions: readonly Question[], { person, company, title, candidateId, taskId }: Application): Promise<ProposedAnswer[]> {
    const found = new Map(answersByRule(questions, person, new Date(), { company, title }).map((answer) => [answer.fieldId, answer]));
    const open = () => questions.filter(({ id }) => (found.get(id)?.answer ?? null) === null);
    if (open().length > 0) {
      const approved = await this.#previous.of(candidateId, captureIdOf(taskId));
      for (const question of open()) {
        const answer = previousAnswer(question, approved);
        if (answer) found.set(question.id, answer);
      }
    }
    // What a rule knows but could not fit stays a flag: a model would only guess at it.
    const { answers, failures } = (await this.#model?.answers(questions.filter(({ id }) => !found.has(id)), person.resume)) ?? { answers: [], failures: 0 };
    if (failures > 0) this.#logger.warn({ taskId, failures }, 'the model could not be asked');
    for (const answer of answers) found.set(answer.fieldId, answer);
    return questions.flatMap(({ id }) => found.get(id) ?? []);
  }
}
