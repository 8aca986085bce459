/** A value of a case file as a person reads it: erased data says so, and nothing is left out but what is not known. */
export function inPlainWords(value: unknown): string {
  if (value === null || value === undefined) return 'nothing recorded';
  if (Array.isArray(value)) return value.map(inPlainWords).join('; ') || 'none';
  if (typeof value !== 'object') return String(value);
  if ('kind' in value && value.kind === 'erased') return '[erased]';
  if ('kind' in value && value.kind === 'known' && 'value' in value) return inPlainWords(value.value);
  return Object.entries(value)
    .filter(([name, of]) => of !== null && name !== 'basis')
    .map(([name, of]) => `${name} ${inPlainWords(of)}`)
    .join(', ');
}
