// Hands out members between processes with MPI.
//
// Rank 0 answers; every other rank asks when it has nothing to do. An answer is two numbers, a request one. Waiting is
// done with short sleeps: MPI's own waiting keeps a core busy, which computes here.
#include "study/module.hpp"
#include "study/mpi_door.hpp"

#include <chrono>
#include <thread>

#include <mpi.h>

namespace ronghe {
namespace {

enum Tag { request_tag = 1, answer_tag = 2 };
enum Request { wants_members = 1, leaves = 2 };

void wait_for(MPI_Request request) {
  int arrived = 0;
  while (MPI_Test(&request, &arrived, MPI_STATUS_IGNORE) == MPI_SUCCESS && arrived == 0) {
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
}

int rank() {
  int value = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &value);
  return value;
}

int size() {
  int value = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &value);
  return value;
}

bool all(bool good) {
  int mine = good ? 1 : 0;
  int together = 0;
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Iallreduce(&mine, &together, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD, &request);
  wait_for(request);
  return together == 1;
}

void send_to_first(int what) { MPI_Send(&what, 1, MPI_INT, 0, request_tag, MPI_COMM_WORLD); }

bool ask(int* first, int* count) {
  send_to_first(wants_members);
  int answer[2] = {0, 0};
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Irecv(answer, 2, MPI_INT, 0, answer_tag, MPI_COMM_WORLD, &request);
  wait_for(request);
  *first = answer[0];
  *count = answer[1];
  return answer[1] > 0;
}

void leave() { send_to_first(leaves); }

void serve(bool (*next)(void* context, int* first, int* count), void* context) {
  for (int there = size() - 1; there > 0;) {
    int what = 0;
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Status status;
    MPI_Irecv(&what, 1, MPI_INT, MPI_ANY_SOURCE, request_tag, MPI_COMM_WORLD, &request);
    int arrived = 0;
    while (MPI_Test(&request, &arrived, &status) == MPI_SUCCESS && arrived == 0) {
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    if (what == leaves) {
      --there;
      continue;
    }
    int answer[2] = {0, 0};
    if (!next(context, &answer[0], &answer[1])) answer[1] = 0;
    MPI_Send(answer, 2, MPI_INT, status.MPI_SOURCE, answer_tag, MPI_COMM_WORLD);
  }
}

void close() { MPI_Finalize(); }

constexpr MpiDoor door = {rank, size, all, ask, leave, serve, close};

}  // namespace
}  // namespace ronghe

extern "C" {

const char* ronghe_module_build() { return ronghe::module_build; }

const ronghe::MpiDoor* ronghe_mpi_door() {
  int given = 0;
  if (MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &given) != MPI_SUCCESS) return nullptr;
  if (given < MPI_THREAD_SERIALIZED) return nullptr;
  return &ronghe::door;
}

}  // extern "C"
