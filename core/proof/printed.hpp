#pragma once
// A published example beside its print: each printed figure compared with the number computed from the example; where
// that differs, with the one computed in single precision, and with what follows from the figures printed before it.

#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "proof/replay.hpp"
#include "training/trainer.hpp"

namespace backprop {

enum class PrintAgreement {
    Agrees,           // rounded to the places of the print it is the print; at a tie, either way
    Rounding,         // a print of 16 digits or more that is at most 4 * 2^-52 of the number away
    SinglePrecision,  // the number computed in single precision is the print, or near it in a print that mostly is
    LastDigit,        // cut off, or one unit of the last place away in a print of three digits or more
    Follows,          // what is computed with the differing figures before it in place of ours is the print
    Differs,
};

/// A figure, and what is known of it by now.
struct PrintedFigure {
    /// In place of a sample: of a parameter or eta, and of the sum or mean over the batch of the next update.
    static constexpr int ofNoSample = -1, ofBatch = std::numeric_limits<int>::max();

    Quantity id{};
    int after = 0;        // updates made, from the scenario's parameters on, when it holds
    int sample = 0;       // whose it is
    double number = 0.0;  // as printed, with our sign
    double unit = 0.0;    // one in its last printed place; 0 where it is exact, as 1/3 is
    int digits = 0;       // significant ones

    double value = std::nan("");  // computed; NaN where it is not a finite number
    PrintAgreement agreement = PrintAgreement::Differs;
    int cause = -1;  // Follows: the differing figure that it goes back to
};

/// How a print compares with one number alone: Agrees, Rounding, LastDigit or Differs.
PrintAgreement compare(const PrintedFigure& figure, double value);

/// How a print compares with the number computed in single precision. Of seven to nine digits: Yes where `single`
/// rounds to them, Near where it is almost there. Of more digits: Yes where they are those of a float written out,
/// almost there. Almost, because sums may have been added up in another order: four floats away, or four times as far
/// as `single` is from the figure's value, where terms cancelled.
enum class SingleAgreement { No, Near, Yes };
SingleAgreement compareSingle(const PrintedFigure& figure, double single);

/// The three passes over an example, one after the other: each takes the figures as the one before left them.
enum class PrintPass { Computed, SinglePrecision, FromPrint };

class PrintedComparison : private ReplayObserver {
public:
    /// The scenario must be valid, have what the figures are about, and outlive this; `Computed` trains it. The figures
    /// come ordered by `after`, `sample`, `id`.
    PrintedComparison(Scenario& scenario, std::vector<PrintedFigure> figures, PrintPass pass);

    /// Goes on until about `work` weights and biases are visited, one sample's pass at least. True when all is
    /// compared.
    bool run(std::int64_t work);
    const std::vector<PrintedFigure>& figures() const { return figures_; }

    /// The last two passes end after so many visits; what then differs differs.
    static constexpr std::int64_t replayLimit = std::int64_t{1} << 25;

private:
    /// Figures of one sample, of the batch or of none that hold at one time.
    struct Group {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    Group groupOf(std::int64_t after, int sample) const;
    bool isOpen(const PrintedFigure& figure) const;
    void goOn();
    void addSample(int sample, bool last);
    void update();
    void compareGroup();
    void see(const Quantity& q, Traced& number) override;
    void follow(std::size_t index, Traced& number);
    void concludeSingle();

    Scenario& scenario_;
    PrintPass pass_;
    std::vector<PrintedFigure> figures_;
    Trainer trainer_;
    std::optional<Replay> replay_{};
    std::size_t next_ = 0;   // figure
    std::size_t end_;        // after the last figure of the pass
    std::size_t added_ = 0;  // samples of the next batch whose gradients are in the sums
    bool failed_ = false;    // a number of the training is not finite
    std::int64_t visits_ = 0;
    std::vector<std::pair<std::size_t, SingleAgreement>> single_{};  // figures, as the replay comes to them
    Group seen_{};  // the figures among the numbers that the replay computes now
};

}  // namespace backprop
