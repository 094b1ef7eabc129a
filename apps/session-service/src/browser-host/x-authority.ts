const FAMILY_WILD = 0xffff;
const AUTHORITY_NAME = 'MIT-MAGIC-COOKIE-1';

/** A length of 16 bit, big-endian, and the bytes: how Xauthority files write every field (libXau, AuWrite.c). */
function counted(value: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length);
  return Buffer.concat([length, value]);
}

/** An Xauthority file with one cookie (16 random bytes) for every display and host: without it the X server refuses a client. */
export function xAuthority(cookie: Buffer): Buffer {
  const family = Buffer.alloc(2);
  family.writeUInt16BE(FAMILY_WILD);
  const anyAddress = counted(Buffer.alloc(0));
  const anyDisplay = counted(Buffer.alloc(0));
  return Buffer.concat([family, anyAddress, anyDisplay, counted(Buffer.from(AUTHORITY_NAME)), counted(cookie)]);
}
