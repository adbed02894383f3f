"""The operators that a model may use, and the versions of the sets they come from.

Left out on purpose: everything of other domains (native code of third parties, EPContext, training), functions,
operators that make or take optionals, sequences and maps where a tensor does, string and image decoding.
Source: onnx 1.23 docs/Operators.md and Operators-ml.md; onnxruntime 1.31 runs opset 26 at most.
"""

from collections.abc import Iterable

OPSETS = {"": range(7, 27), "ai.onnx.ml": range(1, 6)}
IR_VERSIONS = range(3, 14)

_CORE = """
Abs Acos Acosh Add AffineGrid And ArgMax ArgMin Asin Asinh Atan Atanh Attention AveragePool BatchNormalization
Bernoulli BitShift BitwiseAnd BitwiseNot BitwiseOr BitwiseXor BlackmanWindow Cast CastLike Ceil Celu CenterCropPad Clip
Col2Im Compress Concat Constant ConstantOfShape Conv ConvInteger ConvTranspose Cos Cosh CumProd CumSum DFT DeformConv
DepthToSpace DequantizeLinear Det Div Dropout DynamicQuantizeLinear Einsum Elu Equal Erf Exp Expand EyeLike Flatten
Floor GRU Gather GatherElements GatherND Gelu Gemm GlobalAveragePool GlobalLpPool GlobalMaxPool Greater GreaterOrEqual
GridSample GroupNormalization HammingWindow HannWindow HardSigmoid HardSwish Hardmax Identity If InstanceNormalization
IsInf IsNaN LRN LSTM LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax Loop LpNormalization LpPool MatMul
MatMulInteger Max MaxPool MaxRoiPool MaxUnpool Mean MeanVarianceNormalization MelWeightMatrix Min Mish Mod Mul
Multinomial Neg NegativeLogLikelihoodLoss NonMaxSuppression NonZero Not OneHot Or PRelu Pad Pow QLinearConv
QLinearMatMul QuantizeLinear RMSNormalization RNN RandomNormal RandomNormalLike RandomUniform RandomUniformLike Range
Reciprocal ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum
ReduceSumSquare Relu Reshape Resize ReverseSequence RoiAlign RotaryEmbedding Round STFT Scan Scatter ScatterElements
ScatterND Selu Shape Shrink Sigmoid Sign Sin Sinh Size Slice Softmax SoftmaxCrossEntropyLoss Softplus Softsign
SpaceToDepth Split Sqrt Squeeze Sub Sum Swish Tan Tanh TensorScatter ThresholdedRelu Tile TopK Transpose Trilu Unique
Unsqueeze Upsample Where Xor
"""

_CLASSIC = """
ArrayFeatureExtractor Binarizer FeatureVectorizer Imputer LabelEncoder LinearClassifier LinearRegressor Normalizer
OneHotEncoder SVMClassifier SVMRegressor Scaler TreeEnsemble TreeEnsembleClassifier TreeEnsembleRegressor
"""

ALLOWED = {"": frozenset(_CORE.split()), "ai.onnx.ml": frozenset(_CLASSIC.split())}

_PICTURES = """
AffineGrid CenterCropPad Col2Im DeformConv GridSample MaxRoiPool MaxUnpool NonMaxSuppression RoiAlign
"""
_SOUNDS = "BlackmanWindow HammingWindow HannWindow MelWeightMatrix STFT"
_CHANCE = "Bernoulli Multinomial RandomNormal RandomNormalLike RandomUniform RandomUniformLike"
_LOSSES = "NegativeLogLikelihoodLoss SoftmaxCrossEntropyLoss"

_OF_INPUTS = {"image": _PICTURES, "audio": _SOUNDS, "series": _SOUNDS}
# Heads whose answer a forest, a support vector machine or a linear model may give.
_CLASSIC_HEADS = frozenset({
    "image-classification", "audio-classification", "text-classification", "table-classification", "table-regression",
    "anomaly", "forecast", "embedding", "speech",
})  # fmt: skip
_PLAIN_HEAD = "tensor"


def allowed_for(head: str, kinds: Iterable[str]) -> dict[str, frozenset[str]]:
    """What a model with this head and these kinds of input may use: the less, the fewer kernels a hostile one reaches.

    Everybody gets the arithmetic, the layers of networks, attention, recurrence and control flow. What cuts, warps and
    suppresses in pictures is for those that take pictures (onnxruntime's bounds there were wrong again and again:
    #28706, #28766), spectra for those that take sounds or series, forests and support vector machines for heads
    that they can answer (#27699, #27950), chance for those that make pictures; what only training needs for nobody. The
    plain head ``tensor`` promises nothing and may use everything.
    """
    if head == _PLAIN_HEAD:
        return ALLOWED
    special = {*_PICTURES.split(), *_SOUNDS.split(), *_CHANCE.split(), *_LOSSES.split()}
    mine = {name for kind in kinds for name in _OF_INPUTS.get(kind, "").split()}
    if head == "image-to-image":
        mine |= set(_CHANCE.split())
    classic = ALLOWED["ai.onnx.ml"] if head in _CLASSIC_HEADS else frozenset()
    return {"": ALLOWED[""] - (special - mine), "ai.onnx.ml": classic}


# Operators whose attributes are the trained weights: a graph that holds one gives the model away.
WEIGHTS_IN_ATTRIBUTES = frozenset(
    ("ai.onnx.ml", name)
    for name in (
        "LinearClassifier",
        "LinearRegressor",
        "SVMClassifier",
        "SVMRegressor",
        "TreeEnsemble",
        "TreeEnsembleClassifier",
        "TreeEnsembleRegressor",
        "Scaler",
    )
)

# Attributes in which any 64-bit integer is an ordinary value.
WIDE_ATTRIBUTES = frozenset(
    {
        ("Constant", "value_int"),
        ("Constant", "value_ints"),
        ("LabelEncoder", "keys_int64s"),
        ("LabelEncoder", "values_int64s"),
        ("LabelEncoder", "default_int64"),
        ("OneHotEncoder", "cats_int64s"),
        ("Imputer", "imputed_value_int64s"),
        ("Imputer", "replaced_value_int64"),
        ("LinearClassifier", "classlabels_ints"),
        ("SVMClassifier", "classlabels_ints"),
        ("TreeEnsembleClassifier", "classlabels_int64s"),
        # Before opset 10 the ends of a slice are an attribute, and INT64_MAX means "to the end".
        ("Slice", "starts"),
        ("Slice", "ends"),
    }
)

# Attributes of which nothing, or less than nothing, divides by zero somewhere (onnxruntime 1.31's Attention does).
COUNTS = frozenset({
    "blocksize", "dilations", "group", "hidden_size", "kernel_shape", "kv_num_heads", "num_groups", "num_heads",
    "num_outputs", "offset_group", "q_num_heads", "strides",
})  # fmt: skip
