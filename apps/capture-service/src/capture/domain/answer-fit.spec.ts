import { describe, expect, it } from '@jest/globals';
import type { Answer, Question } from '@countersign/contracts';
import { misfit, normalised } from './answer-fit.ts';
import { question } from './capture.fixture.ts';

const pdf = { name: 'cv.pdf', mediaType: 'application/pdf', sha256: 'a'.repeat(64), sizeBytes: 10 };
const choice = { options: ['Yes', 'No', 'Maybe'] };

describe('an answer fits', () => {
  it.each<[Partial<Question>, Answer]>([
    [{ type: 'text' }, 'x'], [{ type: 'text' }, null], [{ type: 'textarea' }, 'a\nb'], [{ type: 'number' }, '3.5'], [{ type: 'email' }, 'ada@mail.example.com'],
    [{ type: 'phone' }, '(912) 555-4321'], [{ type: 'url' }, 'https://example.com/me'], [{ type: 'date' }, '2024-02'], [{ type: 'date' }, '2024-02-29'],
    [{ type: 'yes_no', options: ['Yes', 'No'] }, 'No'], [{ type: 'single_select', ...choice }, 'Maybe'], [{ type: 'multi_select', ...choice }, ['Yes', 'No']],
    [{ type: 'checkbox' }, false], [{ type: 'file' }, pdf], [{ type: 'file', accept: '.doc,.pdf' }, pdf], [{ type: 'file', accept: 'image/*,application/*' }, pdf],
  ])('%j takes %j', (parts, answer) => {
    expect(misfit(question('q', parts), answer)).toBeUndefined();
  });

  it.each<[Partial<Question>, Answer]>([
    [{ type: 'text' }, true], [{ type: 'text' }, ['x']], [{ type: 'text', maxLength: 3 }, 'long'], [{ type: 'text' }, 'a\nb'], [{ type: 'number' }, 'three'], [{ type: 'number' }, '1e9'],
    [{ type: 'email' }, 'ada@mail'], [{ type: 'phone' }, 'call me'], [{ type: 'phone' }, '123'], [{ type: 'url' }, 'my site'], [{ type: 'date' }, '2024-13'], [{ type: 'date' }, '02/2024'],
    [{ type: 'yes_no', options: ['Yes', 'No'] }, 'yes'], [{ type: 'single_select', ...choice }, 'Perhaps'], [{ type: 'single_select', options: [] }, 'x'],
    [{ type: 'multi_select', ...choice }, ['Yes', 'Yes']], [{ type: 'multi_select', ...choice }, ['Never']], [{ type: 'multi_select', ...choice }, 'Yes'],
    [{ type: 'checkbox' }, 'true'], [{ type: 'file' }, 'cv.pdf'], [{ type: 'file', accept: '.doc' }, pdf], [{ type: 'file', accept: 'image/*' }, pdf],
  ])('%j refuses %j', (parts, answer) => {
    expect(misfit(question('q', parts), answer)).toEqual(expect.any(String));
  });
});

it('knows what is no answer', () => {
  expect([normalised(''), normalised(' \n'), normalised([]), normalised(false), normalised(' x')]).toEqual([null, null, null, false, ' x']);
});
