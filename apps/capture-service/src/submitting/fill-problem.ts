/** Why a field may not hold what was approved: told beside the difference that {@link compare} finds. */
export interface FillProblem {
  fieldId: string;
  message: string;
}
