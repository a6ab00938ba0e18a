/** A number that is known to be there: places are only ever taken from the list itself. */
export function at(numbers: ArrayLike<number>, place: number): number {
  return numbers[place] ?? 0;
}

/** So many moves an item are made one by one before the list is sorted as one in disorder. */
const MOVES_EACH = 16;

/**
 * Sorts places by the number that stands there, equal ones as they are. Histories are written
 * nearly in order, and then moving the few late ones forward is all there is to do.
 */
export function sortPlaces(places: number[], numbers: ArrayLike<number>): void {
  let movesLeft = MOVES_EACH * places.length;
  for (let next = 1; next < places.length; next++) {
    const moved = at(places, next);
    const number = at(numbers, moved);
    let free = next;
    for (; free > 0 && at(numbers, at(places, free - 1)) > number; free--) {
      places[free] = at(places, free - 1);
      movesLeft--;
    }
    places[free] = moved;
    if (movesLeft < 0) {
      places.sort((one, other) => at(numbers, one) - at(numbers, other));
      return;
    }
  }
}
