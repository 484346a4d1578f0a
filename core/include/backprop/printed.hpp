#pragma once
// A published example beside its print: each printed figure compared with the number computed from the example; where
// that differs, with the one computed in single precision, and with what follows from the figures printed before it.

#include <memory>
#include <vector>

#include "backprop/replay.hpp"
#include "backprop/trainer.hpp"

namespace backprop {

struct PrintedFigure {
    Quantity id{};
    int after = 0;        // updates made, from the scenario's parameters on, when it holds
    int sample = 0;       // whose it is; a parameter, eta, and the sum or mean of a batch belong to none
    double number = 0.0;  // as printed, with our sign
    double unit = 0.0;    // one in its last printed place; 0 where it is exact, as 1/3 is
    int digits = 0;       // significant ones
};

enum class PrintAgreement {
    Agrees,           // rounded to the places of the print it is the print; at a tie, either way
    Rounding,         // a print of 16 digits or more that is at most 4 * 2^-52 of the number away
    SinglePrecision,  // the number computed in single precision is the print
    LastDigit,        // cut off, or one unit of the last place away in a print of three digits or more
    Follows,          // what is computed with the differing figures before it in place of ours is the print
    Differs,
};

struct PrintAnswer {
    double value = 0.0;  // computed; NaN where it is not a finite number
    PrintAgreement agreement = PrintAgreement::Differs;
    int cause = -1;  // Follows: the differing figure that it goes back to, counted from 0
};

/// How a print compares with one number alone: Agrees, Rounding, LastDigit or Differs.
PrintAgreement compare(const PrintedFigure& figure, double value);

/// Whether the print is of single precision and `single`, computed so, is it. Seven to nine digits: `single` rounds to
/// them. More digits: they are those of a float written out, at most four floats from `single`, because sums may have
/// been added up in another order.
bool agreesInSinglePrecision(const PrintedFigure& figure, double single);

class PrintedComparison : private ReplayObserver {
public:
    /// The scenario must be valid, and have what the figures are about.
    PrintedComparison(Scenario scenario, std::vector<PrintedFigure> figures);
    PrintedComparison(const PrintedComparison&) = delete;
    PrintedComparison& operator=(const PrintedComparison&) = delete;

    /// Goes on until about `work` weights and biases are visited, one sample's pass at least. True when all is compared.
    bool run(std::int64_t work);
    /// In the order of the figures; whole when all is compared.
    const std::vector<PrintAnswer>& answers() const { return answers_; }

    /// Single precision and what follows are looked for up to so many visits each; what differs after that differs.
    static constexpr std::int64_t replayLimit = std::int64_t{1} << 25;

private:
    enum class Pass { Computed, Single, Print, Done };
    struct Range {
        std::size_t begin;
        std::size_t end;
        bool isEmpty() const { return begin == end; }
    };

    int slotOf(const PrintedFigure& figure) const;
    Range rangeOf(int after, int slot) const;
    bool isOpen(int figure) const;
    void beginPass();
    std::int64_t goOn();
    void addSample();
    void update();
    void compareGroup(Range group, int slot);
    void answer(Range group, int slot);
    std::int64_t passCost() const;
    void see(const Quantity& q, Traced& number) override;
    void follow(int figure, Traced& number);

    const Scenario start_;
    Scenario scenario_;
    Trainer trainer_;
    std::vector<PrintedFigure> figures_;
    std::vector<PrintAnswer> answers_;
    std::vector<int> order_{};  // the figures by `after`, then parameters, samples, batches, then by id

    Pass pass_ = Pass::Computed;
    std::unique_ptr<Replay> replay_{};
    std::size_t next_ = 0;    // in order_
    std::size_t end_ = 0;     // of this pass
    std::size_t added_ = 0;   // samples of the next batch whose gradients are in the sums
    bool failed_ = false;     // a number of the training is not finite
    std::int64_t visits_ = 0; // of this pass
    Range seen_{0, 0};        // the figures among the numbers that the replay computes now
};

}  // namespace backprop
