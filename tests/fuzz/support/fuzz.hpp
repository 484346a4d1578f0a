#pragma once
// The fuzzers share bytes that are read as numbers and as a scenario, and what must hold for errors and bits.

#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include "session/session.hpp"

namespace fuzz {

using namespace backprop;

/// Ends the program, which the fuzzer reports with its input, where something does not hold.
void require(bool holds, const char* what);

/// Reads the fuzzer's bytes as what is asked for; beyond their end all is 0.
class Bytes {
public:
    Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

    bool empty() const { return size_ == 0; }
    std::uint8_t byte();
    int integer(int low, int high) { return low + byte() % (high - low + 1); }
    /// A number, mostly of moderate size; now and then any bits at all, or the edge of a range.
    double number();
    enum class Sizes {
        Moderate,    // up to 3
        Magnitudes,  // half of them from 1e-20 to 1e20
        Wild,        // as `number()`
    };
    double number(Sizes sizes);
    std::string text(int longest);
    /// A quantity of any kind, with indices that a small network has or just does not have.
    Quantity quantity();

private:
    const std::uint8_t* data_;
    std::size_t size_;
};

/// A small scenario, valid or damaged: shapes that do not fit, numbers that are none, rows that no table has.
Scenario scenarioOf(Bytes& bytes);

/// A path of the document or of an argument, or a quantity that the network has.
void requirePlace(const Error& error, const Network& network);

/// A path that begins at a member of the document.
void requireDocumentPath(const Error& error);

/// The bits of the parameters, the samples and the learning rate.
std::vector<std::uint64_t> bitsOf(const Scenario& scenario);

}  // namespace fuzz
