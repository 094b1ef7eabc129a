import type { Static, TSchema } from '@sinclair/typebox';

type Equal<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
type Flat<T> = T extends readonly (infer Item)[] ? Flat<Item>[] : T extends object ? { [Key in keyof T]: Flat<T[Key]> } : T;

/** Compiles only when the schema describes exactly this view of the contracts. */
export function describes<View>() {
  return <Schema extends TSchema>(schema: Equal<Flat<Static<Schema>>, Flat<View>> extends true ? Schema : never): Schema => schema as Schema;
}
