import { describe, expect, it } from '@jest/globals';
import { uidInTable } from './peer-uid.ts';

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 101 1 0000000000000000 100 0 0 10 0
   1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 102 1 0000000000000000 20 4 30 10 -1
   2: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000 64007        0 103 1 0000000000000000 20 4 30 10 -1
`;

describe('the account at the other end of a loopback connection', () => {
  it('is that of the socket with our address as its remote one', () => expect(uidInTable(table, 0xc350, 0x1f90)).toBe(64_007));
  it('is not ours, which the table has too', () => expect(uidInTable(table, 0x1f90, 0xc350)).toBe(0));
  it('is unknown when the connection is not there', () => {
    expect(uidInTable(table, 0xc351, 0x1f90)).toBeNull();
    expect(uidInTable('', 1, 2)).toBeNull();
  });
});
