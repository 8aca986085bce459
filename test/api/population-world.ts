import pg from 'pg';
import { until } from '#libs/projections/src/testing/live.js';
import { World } from '#test/embargo/world.js';
import type { Answer, Ask } from '#test/support/http-client.js';

/** A world in which three things happened, all in its tables, and a connection to those. */
export class PopulationWorld {
  private constructor(
    readonly world: World,
    readonly database: pg.Client,
    /** After the second and before the third. */
    readonly between: Date,
  ) {}

  static async begin(): Promise<PopulationWorld> {
    const world = await World.begin([0, 1]);
    const { homeward } = world;
    const database = new pg.Client({ connectionString: homeward.place.databaseUrl });
    try {
      await database.connect();
      await world.happenings[0]?.();
      await world.happenings[1]?.();
      const between = new Date();
      await until(() => new Date() > between);
      await world.happenings[2]?.();
      // The last events are those of a reaction: no caller has a token for them.
      const { position } = (await homeward.store.rest(null))?.last ?? { position: 0n };
      for (const name of ['cases', 'exchanges'])
        await until(() => BigInt(homeward.status.projections[name]?.position ?? 0) >= position);
      return new PopulationWorld(world, database, between);
    } catch (error) {
      await database.end();
      await world.end();
      throw error;
    }
  }

  population(query = '', ask: Ask = { as: 'auditor' }): Promise<Answer> {
    return this.world.homeward.client.get(`/population${query}`, { ...this.world.after, ...ask });
  }

  async end(): Promise<void> {
    await this.database.end();
    await this.world.end();
  }
}
