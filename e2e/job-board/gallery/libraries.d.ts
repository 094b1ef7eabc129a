declare module 'select2';
declare module 'jquery' {
  export default function jQuery(target: Element): {
    select2(options: Record<string, unknown>): void;
    val(): string | string[] | null;
  };
}
