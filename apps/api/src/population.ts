import { PopulationLines } from './population/population-lines.js';
import { ReadPopulationDoor } from './population/read-population.query.js';

/** Everybody's state on a day, told line by line. */
export const populationDoors = [ReadPopulationDoor];
export const populationParts = [PopulationLines];
