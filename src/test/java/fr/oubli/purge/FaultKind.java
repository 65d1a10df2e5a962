package fr.oubli.purge;

import fr.oubli.purge.FaultyNight.Ended;
import fr.oubli.testing.Cluster;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.JdbcTemplate;

/** What can befall a night, and with which exit codes the night may answer beside 0 and 3. */
enum FaultKind {
  /** The process is killed. */
  KILL(1) {
    @Override
    void play(FaultyNight night) throws Exception {
      night.killed(1 + night.random().nextLong(night.pieces().process()));
      night.finish();
    }
  },
  /** Sessions are ended by an administrator: one, or all. */
  SESSIONS_ENDED(1) {
    @Override
    void play(FaultyNight night) {
      String some = night.random().nextBoolean() ? "" : " order by random() limit 1";
      night.struckInside(
          RETURN,
          () ->
              administrator(night)
                  .queryForList(
                      "select pg_terminate_backend(pid) from (select pid from pg_stat_activity"
                          + " where datname = ?"
                          + some
                          + ") s",
                      night.shop().database()));
      night.finishUnlessWell();
    }
  },
  /** A process of the server is killed, after which it ends all sessions and recovers. */
  SERVER_PROCESS_KILLED(1) {
    @Override
    void play(FaultyNight night) {
      night.struckInside(
          RETURN,
          () ->
              administrator(night)
                  .queryForList(
                      "select pid from pg_stat_activity where datname = ? limit 1",
                      Long.class,
                      night.shop().database())
                  .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly)));
      night.finishUnlessWell();
    }
  },
  /** The server is restarted, in order or by a crash. */
  SERVER_RESTARTED(1) {
    @Override
    void play(FaultyNight night) {
      Cluster.Ending ending = night.any(List.of(Cluster.Ending.values()));
      night.struckInside(
          RETURN,
          () -> {
            night.shop().server().stop(ending);
            night.shop().server().startAgain();
          });
      night.finishUnlessWell();
    }
  },
  /** The server does not come back while the night waits for it. */
  SERVER_GONE(1) {
    @Override
    void play(FaultyNight night) {
      Cluster.Ending ending = night.any(List.of(Cluster.Ending.values()));
      boolean[] gone = new boolean[1];
      night.struck(
          Duration.ofMillis(200),
          () -> {
            night.shop().server().stop(ending);
            gone[0] = true;
          });
      if (gone[0]) {
        night.shop().server().startAgain();
      }
      night.finishUnlessWell();
    }
  },
  /** Somebody holds a lock for a while. */
  LOCK(1) {
    @Override
    void play(FaultyNight night) {
      FaultsBeside.Lock lock = FaultsBeside.lock(night);
      night.struck(RETURN, lock::begin);
      lock.end();
      night.finish();
    }
  },
  /** The server has no room for what it is to write. */
  DATABASE_FULL(1) {
    @Override
    void play(FaultyNight night) {
      FaultsBeside.fillDatabase(night);
      night.struck(RETURN, () -> {});
      FaultsBeside.emptyDatabase(night);
      night.finishUnlessWell();
    }
  },
  /** A folder of the night has no room. */
  FOLDER_FULL(1, 2) {
    @Override
    void play(FaultyNight night) throws Exception {
      night.pieces(FullFolder.drawn(night).command());
      night.finishUnlessWell();
    }
  },
  /** A folder of the night is taken away, or may not be written. */
  FOLDER_DENIED(1, 2, 4) {
    @Override
    void play(FaultyNight night) {
      FaultsBeside.DeniedFolder folder = FaultsBeside.deniedFolder(night);
      night.struck(RETURN, folder::deny);
      folder.giveBack();
      night.finish();
    }
  },
  /** A night for a day that is still to come, or by a clock that is wrong. */
  CLOCK(1, 2, 4) {
    @Override
    void play(FaultyNight night) {
      if (night.random().nextBoolean()) {
        FaultsBeside.fillDatabase(night);
        night.struck(RETURN, () -> {});
        FaultsBeside.emptyDatabase(night);
      }
      int days = 1 + night.random().nextInt(400);
      if (night.random().nextBoolean()) {
        LocalDate toCome = LocalDate.now(night.policy().zone()).plusDays(days);
        night.launch(night.shop().port(), toCome, Clock.systemUTC(), RETURN);
      } else {
        Duration off = Duration.ofDays(night.random().nextBoolean() ? days : -days);
        Clock wrong = Clock.offset(Clock.systemUTC(), off);
        night.launch(night.shop().port(), FaultyNight.NIGHT, wrong, RETURN);
      }
      night.finish();
    }
  },
  /** Another night at the same time. */
  SECOND_NIGHT(75) {
    @Override
    void play(FaultyNight night) {
      CompletableFuture<?>[] second = new CompletableFuture<?>[1];
      Ended first =
          night.struck(
              RETURN,
              () ->
                  second[0] =
                      FaultyNight.beside(
                          () ->
                              night.launch(
                                  night.shop().port(),
                                  FaultyNight.NIGHT,
                                  Clock.systemUTC(),
                                  RETURN)));
      if (second[0] != null) {
        second[0].join();
      }
      if (night.ended().stream().noneMatch(Ended::well)) {
        throw new IllegalStateException("neither of two nights ended well: " + first);
      }
      night.finish();
    }
  },
  /** A hold is put on a row or a person. */
  HOLD(1) {
    @Override
    Set<String> playBeside(FaultyNight night) {
      return FaultsBeside.hold(night);
    }
  },
  /** A person is erased. */
  ERASURE(75) {
    @Override
    Set<String> playBeside(FaultyNight night) {
      return FaultsBeside.erasure(night);
    }
  };

  static final Duration RETURN = Duration.ofSeconds(60);

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Integer> codes;

  FaultKind(Integer... codes) {
    this.codes = Set.of(codes);
  }

  Set<Integer> codes() {
    return codes;
  }

  /** Runs nights until they end, something befalling one of them. */
  void play(FaultyNight night) throws Exception {
    throw new UnsupportedOperationException(name());
  }

  /** The same, and answers which rows have a fate of their own, by collection and key. */
  Set<String> playBeside(FaultyNight night) throws Exception {
    play(night);
    return Set.of();
  }

  static JdbcTemplate administrator(FaultyNight night) {
    return new JdbcTemplate(night.shop().server().administrator());
  }
}
