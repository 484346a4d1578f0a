// Formulas as source code. That the code runs and computes the same is the matter of tests/export.

#include "formulas/code_writer.hpp"

#include "catch.hpp"

using namespace backprop;

// Its short names are its own: several files are compiled together.
namespace code_writer_test {

namespace {

const Expr z(quantity::weightedSum(2, 1));
const Expr a(quantity::output(2, 1));
const Expr t(quantity::target(1));

std::string numpy(const Expr& expression) { return writeCode(expression, CodeLanguage::NumPy); }
std::string pytorch(const Expr& expression) { return writeCode(expression, CodeLanguage::PyTorch); }
std::string eigen(const Expr& expression) { return writeCode(expression, CodeLanguage::Eigen); }

const CodeLanguage languages[] = {CodeLanguage::NumPy, CodeLanguage::PyTorch, CodeLanguage::Eigen};

}  // namespace

TEST_CASE("Code has the parentheses that the expression needs and no others") {
    CHECK(numpy(a * (1.0 - a)) == "a * (1 - a)");
    CHECK(numpy(a - (t - z)) == "a - (t - z)");
    CHECK(numpy(-(a + t) * z) == "-(a + t) * z");
    CHECK(numpy(z * (a / t)) == "z * (a / t)");
    CHECK(numpy(z / (a * t)) == "z / (a * t)");
    CHECK(numpy(square(a - t)) == "(a - t) ** 2");
    CHECK(numpy(square(-a)) == "(-a) ** 2");
    CHECK(numpy(-square(a)) == "-a ** 2");
    CHECK(numpy(1.0 / (a / t)) == "1 / (a / t)");
}

TEST_CASE("C++ has floating constants and Eigen's functions") {
    CHECK(eigen(0.5 * square(a - t)) == "1.0 / 2.0 * (a - t).square()");
    CHECK(eigen(power(a, 3)) == "a.pow(3)");
    CHECK(eigen(positivePart(z - t)) == "(z - t).max(0.0)");
    CHECK(eigen(isPositive(z)) == "(z > 0.0).cast<double>()");
    CHECK(eigen(log(1.0 - a)) == "(1.0 - a).log()");
}

TEST_CASE("A function that is delicate as it stands is written by the language's stable one") {
    CHECK(numpy(tanh(z)) == "np.tanh(z)");
    CHECK(pytorch(tanh(2.0 * z)) == "torch.tanh(2 * z)");
    CHECK(numpy(softplus(-z)) == "np.logaddexp(0, -z)");
    CHECK(eigen(softplus(z)) == "log1pexp(z)");
    CHECK(pytorch(1.0 / (1.0 + exp(-z))) == "torch.sigmoid(z)");
    CHECK(pytorch(z / (1.0 + exp(-z))) == "z * torch.sigmoid(z)");
}

TEST_CASE("A case distinction chooses element by element") {
    CHECK(numpy(wherePositive(z, z, 0.01 * z)) == "np.where(z > 0, z, 1 / 100 * z)");
    CHECK(pytorch(wherePositive(z, Expr(1.0), 0.01 * z)) == "torch.where(z > 0, 1, 1 / 100 * z)");
    CHECK(eigen(wherePositive(z, z, -z)) == "(z > 0.0).select(z, -z)");
    CHECK(eigen(wherePositive(z - t, Expr(1.0), Expr(2.0))) ==
          "(z - t > 0.0).select(ArrayXd::Constant((z - t).size(), 1.0), 2.0)");
}

TEST_CASE("A sigmoid that a formula names is written out, in PyTorch by its name") {
    CHECK(numpy(z * sigmoid(z)) == "z * (1 / (1 + np.exp(-z)))");
    CHECK(eigen(sigmoid(-z)) == "1.0 / (1.0 + z.exp())");
    CHECK(pytorch(sigmoid(z)) == "torch.sigmoid(z)");
}

TEST_CASE("Every activation and loss is written in every language") {
    for (const CodeLanguage language : languages) {
        for (const Activation& activation : activationTable()) {
            CAPTURE(activation.id);
            const auto [value, slope] = activationCode(activation, language);
            CHECK_FALSE(value.empty());
            CHECK_FALSE(slope.empty());
            if (language != CodeLanguage::Eigen) CHECK(value.find("()") == std::string::npos);
        }
        for (const Loss& loss : lossTable()) {
            CAPTURE(loss.id);
            for (const Activation& output : activationTable()) {
                const LossCode code = lossCode(loss, output, language);
                CHECK_FALSE(code.ofOutput.value.empty());
                CHECK(code.ofSum.has_value() == loss.isFusedWith(output));
            }
        }
    }
}

TEST_CASE("A slope that is the same everywhere is still one number for each neuron") {
    CHECK(activationCode(*findActivation("linear"), CodeLanguage::NumPy).slope == "np.full_like(z, 1)");
    CHECK(activationCode(*findActivation("linear"), CodeLanguage::Eigen).slope == "ArrayXd::Constant(z.size(), 1.0)");
}

TEST_CASE("Cross-entropy on a sigmoid is written from the weighted sum, and its delta is output minus target") {
    const LossCode code = lossCode(*findLoss("bce"), *findActivation("sigmoid"), CodeLanguage::NumPy);
    REQUIRE(code.ofSum);
    CHECK(code.ofSum->value == "t * np.logaddexp(0, -z) + (1 - t) * np.logaddexp(0, z)");
    CHECK(code.ofSum->slope == "a - t");
}

}  // namespace code_writer_test
