package fr.oubli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The code keeps the walls that {@code rooms.txt} draws. */
class ArchitectureTest {

  private static @Nullable House house;
  private static Rooms rooms;
  private static Walls walls;

  @BeforeAll
  static void read() throws IOException, URISyntaxException {
    rooms = Rooms.read();
    walls = new Walls(rooms, house());
  }

  /** The main code, compiled and as it is written; it is read once. */
  static synchronized House house() throws IOException, URISyntaxException {
    if (house == null) {
      URL classes = Oubli.class.getProtectionDomain().getCodeSource().getLocation();
      house = House.read(Path.of(classes.toURI()), Path.of("src/main/java"));
    }
    return house;
  }

  @Test
  void theTableHasTwelveRoomsOnSixFloorsBelowTheTop() {
    assertThat(rooms.names().split(", ")).hasSize(12);
    assertThat(rooms.all().stream().map(Rooms.Room::floor).distinct())
        .containsExactly(7, 6, 5, 4, 3, 2, 1);
  }

  @Test
  void theTableLetsNoRoomImportUpwardsOrOneThatItStandsApartFrom() {
    none(walls.table());
  }

  @Test
  void everyTypeLiesInARoom() {
    none(walls.homeless());
  }

  @Test
  void everyPackageSaysWhatItIs() {
    none(walls.withoutPackageInfo());
  }

  @Test
  void anImportGoesDownAndOnlyToAListedRoom() {
    none(walls.againstTheTable());
  }

  @Test
  void packagesHaveNoCircle() {
    none(walls.circles());
  }

  @Test
  void whatIsNoDoorIsImportedInItsOwnRoomOnly() {
    none(walls.inner());
  }

  @Test
  void everyDoorIsUsed() {
    none(walls.idleDoors());
  }

  @Test
  void policyAndDataMapKnowNoFramework() {
    none(walls.frameworks());
  }

  @Test
  void nobodyAsksAnActionAClockOrAMaskWhichOneItIs() {
    none(walls.ladders());
  }

  private static void none(List<String> broken) {
    if (!broken.isEmpty()) {
      fail(String.join("\n", broken));
    }
  }
}
