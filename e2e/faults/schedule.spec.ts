import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CRASH_POINTS, describeFault, LINKS, LONGEST_FAULT_MS, scheduleOf, STEPS, TARGETS } from './schedule.ts';

const seeds = fc.integer({ min: 0, max: 1_000_000 });

describe('a schedule', () => {
  it('is the same for the same seed, and another for another', () => {
    fc.assert(fc.property(seeds, (seed) => {
      expect(scheduleOf(seed)).toEqual(scheduleOf(seed));
      expect(scheduleOf(seed)).not.toEqual({ ...scheduleOf(seed + 1), seed });
    }), { numRuns: 30 });
  });

  it('has faults that all end soon, in the order of time', () => {
    fc.assert(fc.property(seeds, (seed) => {
      const { faults } = scheduleOf(seed);
      expect(faults.length).toBeGreaterThanOrEqual(2);
      expect(faults.map(({ atMs }) => atMs)).toEqual(faults.map(({ atMs }) => atMs).sort((a, b) => a - b));
      for (const { fault } of faults) {
        const lasts = 'forMs' in fault ? fault.forMs : 'downMs' in fault ? fault.downMs : 0;
        expect(lasts).toBeLessThanOrEqual(LONGEST_FAULT_MS);
        expect(describeFault(fault)).not.toBe('');
      }
    }), { numRuns: 30 });
  });

  it('has lines in which nothing comes before what it needs', () => {
    const needs: Partial<Record<(typeof STEPS)[number], (typeof STEPS)[number]>> = {
      register_run: 'register_candidate', register_task: 'register_run', start_session: 'register_run', capture: 'register_task', edit: 'capture', approve: 'capture', reject: 'capture', submit: 'approve',
    };
    fc.assert(fc.property(seeds, (seed) => {
      for (const { steps } of scheduleOf(seed).lines) {
        const names = steps.map(({ name }) => name);
        for (const [name, needed] of Object.entries(needs)) if (names.includes(name as never)) expect(names.indexOf(needed)).toBeLessThan(names.indexOf(name as never));
        expect(names.filter((name) => name === 'approve' || name === 'reject')).toHaveLength(1);
      }
    }), { numRuns: 30 });
  });

  it('knows every kind of fault, target, link and point, within two hundred seeds', () => {
    const faults = Array.from({ length: 200 }, (_, seed) => scheduleOf(seed)).flatMap((schedule) => schedule.faults.map(({ fault }) => fault));
    const kinds = new Set(faults.map(({ kind }) => kind));
    expect(kinds.size).toBe(10);
    expect(new Set(faults.flatMap((fault) => ('target' in fault ? [fault.target] : [])))).toEqual(new Set(TARGETS));
    expect(new Set(faults.flatMap((fault) => ('link' in fault ? [fault.link] : [])))).toEqual(new Set(LINKS));
    const points = new Set(faults.flatMap((fault) => (fault.kind === 'crash' ? [`${fault.point} ${fault.side}`] : [])));
    expect(points.size).toBe(Object.keys(CRASH_POINTS).length * 2);
  });
});
