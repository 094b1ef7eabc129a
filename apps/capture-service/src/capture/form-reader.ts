import type { CaptureForm, ProposedAnswer, Question } from '@countersign/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Page } from 'playwright-core';
import { isForPersonOnly } from '../answering/sensitive.ts';
import { fingerprintOf } from '../scraping/fingerprint.ts';
import type { FormScraper, ScrapedForm } from '../scraping/form-scraper.ts';
import { FORM_SCRAPER } from '../tokens.ts';
import type { Application } from './applications.ts';
import type { FormRead } from './domain/capture.ts';
import type { AnsweredForm } from './domain/commands.ts';
import { MAX_URL_LENGTH, SCRAPE_TIMEOUT_MS } from './limits.ts';
import { ProposeAnswers } from './propose-answers.ts';
import { Refusal } from './refusal.ts';
import { SignInRequired } from './sign-in.ts';

export interface ReadForm extends AnsweredForm {
  readonly scraped: ScrapedForm;
}
type GivenField = NonNullable<CaptureForm['fields']>[number];

/** A page, or what a caller read by itself, as a form with answers. */
@Injectable()
export class FormReader {
  readonly #scraper: FormScraper;
  readonly #propose: ProposeAnswers;

  constructor(@Inject(FORM_SCRAPER) scraper: FormScraper, propose: ProposeAnswers) {
    this.#scraper = scraper;
    this.#propose = propose;
  }

  /** The last step of a wizard may have no questions. @throws SignInRequired; Refusal form_not_found, with what stands in the way as details; ScrapeTimedOut; FormTooLarge */
  async read(page: Page, application: Application, sessionId: string, targetId: string): Promise<ReadForm> {
    const scraped = await this.#scraper.scrape(page, { timeoutMs: SCRAPE_TIMEOUT_MS });
    if (scraped.questions.length === 0 && scraped.review === null) {
      const details = { url: scraped.url.slice(0, MAX_URL_LENGTH), obstacles: scraped.obstacles };
      throw scraped.obstacles.includes('sign_in') ? new SignInRequired(targetId, details) : new Refusal('form_not_found', 'No form was found on the page.', details);
    }
    // The page's own mark stands beside what the answering would not touch anyway: a reviewer sees both alike.
    const questions = scraped.questions.map((question) => ({ ...question, sensitive: isForPersonOnly(question) }));
    const { adapter, step, steps, fingerprint, notices } = scraped;
    const form: FormRead = {
      sessionId, adapter, step, steps: Math.max(step, steps), fingerprint, questions, targetId: targetId || null,
      url: scraped.url.slice(0, MAX_URL_LENGTH), pageTitle: scraped.pageTitle?.slice(0, 500) ?? null, capturedAt: new Date().toISOString(),
      ...(notices.length === 0 ? {} : { notices }),
    };
    return { form, answers: await this.#propose.of(questions, application), scraped };
  }

  /** Fields that come with an answer keep it, unless they are for a person; the others are answered by the rules. */
  async given(fields: readonly GivenField[], application: Application, sessionId: string | null): Promise<AnsweredForm> {
    const questions = fields.map((field): Question => {
      const { answer: _answer, source: _source, confidence: _confidence, evidence: _evidence, ...question } = field;
      return { ...question, sensitive: isForPersonOnly(question) };
    });
    const given = fields.flatMap((field, index): ProposedAnswer[] => {
      const { answer = null, source = 'model', confidence = 'medium', evidence = null } = field;
      return answer === null || questions[index]!.sensitive ? [] : [{ fieldId: field.id, answer, source, confidence, evidence }];
    });
    const open = questions.filter((_, index) => fields[index]!.answer === undefined);
    const step = questions[0]!.step;
    const form: FormRead = {
      sessionId, adapter: 'given', step, steps: step, fingerprint: fingerprintOf(step, questions), questions, targetId: null,
      url: application.url.slice(0, MAX_URL_LENGTH), pageTitle: null, capturedAt: new Date().toISOString(),
    };
    return { form, answers: [...given, ...(await this.#propose.of(open, application))] };
  }
}
