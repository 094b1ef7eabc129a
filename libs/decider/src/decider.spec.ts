import { describe, expect, it } from '@jest/globals';
import { fold, never, Rejected, specification, type Decider } from './index.ts';

type Command = { kind: 'add'; amount: number };
type Event = { type: 'added'; amount: number };
const counter: Decider<Command, Event, number> = {
  initialState: 0,
  decide: ({ amount }, total) => (total + amount > 10 ? new Rejected('too_much', 'At most ten.', { total }) : amount === 0 ? [] : [{ type: 'added', amount }]),
  evolve: (total, { amount }) => total + amount,
};

describe('fold', () => {
  it('applies events oldest first', () => {
    const text = { evolve: (state: string, event: string) => state + event };
    expect(fold(text, '', ['a', 'b', 'c'])).toBe('abc');
  });
});

describe('specification', () => {
  const { given } = specification(counter);
  it('yields the events and the state after them', () => {
    expect(given({ type: 'added', amount: 3 }).when({ kind: 'add', amount: 4 })).toEqual({ events: [{ type: 'added', amount: 4 }], state: 7 });
  });
  it('yields the code of a refusal and the state as before', () => {
    expect(given({ type: 'added', amount: 9 }).when({ kind: 'add', amount: 4 })).toEqual({ rejected: 'too_much', details: { total: 9 }, state: 9 });
  });
  it('yields no events where there is nothing to do', () => {
    expect(given().when({ kind: 'add', amount: 0 })).toEqual({ events: [], state: 0 });
  });
});

it('never throws for what a type said could not be', () => {
  expect(() => never('surprise' as never)).toThrow('not handled: "surprise"');
});
