// The door of the module that speaks MPI. It is a module of its own, loaded when the environment says that there are
// other processes: linking MPI alone would cost every start of the program.
#pragma once

namespace ronghe {

// Only one thread at a time may call any of these.
struct MpiDoor {
  int (*rank)();
  int (*size)();
  // Waits for all processes; whether each of them says `good`.
  bool (*all)(bool good);
  // Of a rank above 0: asks rank 0 for members to compute. False: there are none left.
  bool (*ask)(int* first, int* count);
  // Of a rank above 0: says that it will not ask again.
  void (*leave)();
  // Of rank 0: answers from `next` until every other rank has left.
  void (*serve)(bool (*next)(void* context, int* first, int* count), void* context);
  void (*close)();
};

// The module and its function.
inline constexpr char mpi_module_name[] = "ronghe_mpi";
inline constexpr char mpi_door_name[] = "ronghe_mpi_door";
using OpenMpiDoor = const MpiDoor*();  // null when MPI cannot begin

}  // namespace ronghe
