/** A question as the page is told to draw it. */
export interface FieldSpec {
  readonly kind: string;
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
  readonly options?: readonly string[];
}
export type Sent = string | readonly string[] | boolean | readonly File[] | null;
/** What the page would send for each field, from its own state, by name. */
export type SentValues = Map<string, () => Sent>;

export interface FieldProps {
  readonly spec: FieldSpec;
  /** Tells what would be sent; called whenever that changes. */
  readonly onValue: (value: Sent) => void;
}
