import { describe, expect, it } from '@jest/globals';
import { StreamTickets, ticketLifetimeMs } from './stream-tickets.ts';

const cdp = { kind: 'cdp', sessionId: 's1' } as const;

describe('a ticket', () => {
  it('is good once', () => {
    const tickets = new StreamTickets();
    const ticket = tickets.issue(cdp);
    expect(tickets.redeem(ticket)).toEqual(cdp);
    expect(tickets.redeem(ticket)).toBeNull();
  });

  it('is good for ten seconds', () => {
    let nowMs = 0;
    const tickets = new StreamTickets(() => nowMs);
    const [early, late] = [tickets.issue(cdp), tickets.issue(cdp)];
    nowMs = ticketLifetimeMs - 1;
    expect(tickets.redeem(early)).toEqual(cdp);
    nowMs = ticketLifetimeMs;
    expect(tickets.redeem(late)).toBeNull();
  });

  it('cannot be guessed at: one wrong try uses it up', () => {
    const tickets = new StreamTickets();
    const ticket = tickets.issue(cdp);
    expect(tickets.redeem(`${ticket.split('.')[0]}.wrong`)).toBeNull();
    expect(tickets.redeem(ticket)).toBeNull();
    for (const nonsense of ['', '.', 'a.b', ticket.split('.')[0]!]) expect(tickets.redeem(nonsense)).toBeNull();
  });

  it('can be revoked', () => {
    const tickets = new StreamTickets();
    const [gone, kept] = [tickets.issue(cdp), tickets.issue({ kind: 'cdp', sessionId: 's2' })];
    tickets.revoke(({ sessionId }) => sessionId === 's1');
    expect(tickets.redeem(gone)).toBeNull();
    expect(tickets.redeem(kept)).toEqual({ kind: 'cdp', sessionId: 's2' });
  });
});
