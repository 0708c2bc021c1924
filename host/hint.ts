// Names that might have been meant by one that is unknown.

const MOST_NAMES = 3;

/** Optimal string alignment: changes, insertions, deletions and swaps of neighbours. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const above = previous as number[];
      let best = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1);
      best = Math.min(best, (above[j - 1] as number) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] as number) + 1);
      }
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] as number;
}

/** The names nearest to `wanted`, best first: at most a third of its letters may differ. */
export function nearestNames(wanted: string, names: Iterable<string>): string[] {
  const most = Math.max(1, Math.floor(wanted.length / 3));
  const found: [distance: number, name: string][] = [];
  for (const name of names) {
    const distance = editDistance(wanted, name, most);
    if (distance <= most && name !== wanted) found.push([distance, name]);
  }
  found.sort(([d1, n1], [d2, n2]) => d1 - d2 || (n1 < n2 ? -1 : 1));
  const best = found[0]?.[0];
  return found
    .filter(([distance]) => distance === best)
    .slice(0, MOST_NAMES)
    .map(([, name]) => name);
}

/** A sentence for the user, or null. */
export function hintFor(wanted: string, names: Iterable<string>): string | null {
  const near = nearestNames(wanted, names);
  if (near.length === 0) return null;
  const last = near.pop() as string;
  return `Did you mean ${near.length === 0 ? last : `${near.join(", ")} or ${last}`}?`;
}
