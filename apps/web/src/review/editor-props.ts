import type { Answer, FormField } from '@countersign/contracts';

export interface EditorProps {
  field: FormField;
  inputId: string;
  describedBy: string;
  invalid: boolean;
  value: Answer;
  disabled: boolean;
  onChange: (answer: Answer) => void;
  /** The person has finished with it: save now. */
  onDone: () => void;
}
