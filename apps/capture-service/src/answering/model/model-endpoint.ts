import type { ProposedAnswer, Question } from '@countersign/contracts';
import { isForModel, messagesFor, modelProposal, type ChatMessage } from './model-answer.ts';

export interface ModelConfig {
  /** Base of an OpenAI-compatible API, such as `https://api.example.com/v1`. */
  readonly url: string;
  readonly model: string;
  /** Sent as a bearer token; empty: none. */
  readonly key: string;
}

/** One question. */
export const REQUEST_TIMEOUT_MS = 15_000;
/** All questions of one form: it has to fit into what reading a page may take in all. */
export const FORM_TIMEOUT_MS = 25_000;
const MAX_CONCURRENT = 4;
export const MAX_QUESTIONS = 40;
const MAX_RESUME_LENGTH = 100_000;
export const MAX_RESPONSE_BYTES = 200_000;
const MAX_TOKENS = 800;
/** A server that fails this often in a row is left alone for the rest of the form. */
const MAX_FAILURES = 3;

/** What came of asking: proposals, and how many requests failed. */
export interface ModelAnswers {
  readonly answers: readonly ProposedAnswer[];
  readonly failures: number;
}

/**
 * Asks a chat-completions endpoint, one request for each question: what is written in one question can so reach no other.
 * Never throws: a model that cannot be asked has no answers.
 */
export class ModelEndpoint {
  readonly #config: ModelConfig;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(config: ModelConfig) {
    this.#config = config;
  }

  async answers(questions: readonly Question[], resume: Record<string, unknown>): Promise<ModelAnswers> {
    const asked = questions.filter(isForModel).slice(0, MAX_QUESTIONS);
    if (asked.length === 0 || JSON.stringify(resume).length > MAX_RESUME_LENGTH) return { answers: [], failures: 0 };
    const deadline = AbortSignal.timeout(FORM_TIMEOUT_MS);
    let failures = 0;
    const answers = await Promise.all(asked.map((question) => this.#inTurn(async () => {
      if (failures >= MAX_FAILURES || deadline.aborted) return null;
      try {
        const reply = await this.#complete(messagesFor(question, resume), deadline);
        return modelProposal(question, reply, resume, this.#config.model);
      } catch {
        failures++;
        return null;
      }
    })));
    return { answers: answers.filter((answer) => answer !== null), failures };
  }

  async #inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    if (this.#running >= MAX_CONCURRENT) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await run();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  /** @throws whatever goes wrong */
  async #complete(messages: readonly ChatMessage[], deadline: AbortSignal): Promise<string> {
    const { url, model, key } = this.#config;
    const response = await fetch(`${url.replace(/\/$/, '')}/chat/completions`, {
      method: 'POST',
      // The key and the resume go to the configured host and to no other.
      redirect: 'error',
      headers: { 'content-type': 'application/json', ...(key === '' ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({ model, messages, temperature: 0, max_tokens: MAX_TOKENS, response_format: { type: 'json_object' } }),
      signal: AbortSignal.any([deadline, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    });
    const body = JSON.parse(await limited(response)) as { choices?: { message?: { content?: unknown } }[] };
    const content = body.choices?.[0]?.message?.content;
    if (!response.ok || typeof content !== 'string') throw new Error(`the model answered ${response.status}`);
    return content;
  }
}

async function limited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_RESPONSE_BYTES) throw new Error('the answer of the model is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
