"""The model that is trained: Marian's transformer, in plain PyTorch, with the parameter
names of ``MarianMTModel``, so that its state dict loads there unchanged.

It exists beside the library's class because training needs what that class does not give:
attention with no mask at all (every batch has one source length), logits at real target
positions only, and the ``<pad>`` row kept at zero, from which decoding starts.

Post-norm, sinusoidal positions, one embedding for source, target and output (Vaswani et
al. 2017; Junczys-Dowmunt et al. 2018, "Marian").
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.recipe import Shape


def linear(width: int, out: int) -> nn.Linear:
    """A linear layer with Xavier weights and no bias at first."""
    layer = nn.Linear(width, out)
    nn.init.xavier_uniform_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer


class Attention(nn.Module):
    """Multi-head attention, without masks but for the causal one."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.q_proj = linear(shape.width, shape.width)
        self.k_proj = linear(shape.width, shape.width)
        self.v_proj = linear(shape.width, shape.width)
        self.out_proj = linear(shape.width, shape.width)

    def forward(self, query: Tensor, memory: Tensor | None, *, causal: bool = False) -> Tensor:
        """Attend from ``query`` (batch, n, d) to ``memory`` (batch, m, d), or to itself."""
        memory = query if memory is None else memory

        def split(x: Tensor) -> Tensor:
            return x.view(*x.shape[:2], self.heads, -1).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            split(self.q_proj(query)),
            split(self.k_proj(memory)),
            split(self.v_proj(memory)),
            is_causal=causal,
        )
        out: Tensor = self.out_proj(mixed.transpose(1, 2).flatten(-2))
        return out


class Layer(nn.Module):
    """An encoder layer, or a decoder layer where ``cross`` is set."""

    def __init__(self, shape: Shape, *, cross: bool) -> None:
        super().__init__()
        self.self_attn = Attention(shape)
        self.self_attn_layer_norm = nn.LayerNorm(shape.width)
        if cross:
            self.encoder_attn = Attention(shape)
            self.encoder_attn_layer_norm = nn.LayerNorm(shape.width)
        self.cross = cross
        self.fc1 = linear(shape.width, shape.feed_forward)
        self.fc2 = linear(shape.feed_forward, shape.width)
        self.final_layer_norm = nn.LayerNorm(shape.width)
        self.dropout = shape.dropout

    def drop(self, x: Tensor) -> Tensor:
        """Dropout, where there is any."""
        return functional.dropout(x, self.dropout, self.training) if self.dropout else x

    def forward(self, x: Tensor, memory: Tensor | None = None) -> Tensor:
        """Apply the layer; ``memory`` is the encoder's output, for decoder layers."""
        x = self.self_attn_layer_norm(x + self.drop(self.self_attn(x, None, causal=self.cross)))
        if self.cross:
            x = self.encoder_attn_layer_norm(x + self.drop(self.encoder_attn(x, memory)))
        out: Tensor = self.final_layer_norm(x + self.drop(self.fc2(functional.relu(self.fc1(x)))))
        return out


class Stack(nn.Module):
    """Embedding, positions and the layers of one side."""

    def __init__(self, shape: Shape, shared: nn.Embedding, *, decoder: bool) -> None:
        super().__init__()
        self.embed_tokens = shared
        self.embed_positions = nn.Embedding(shape.positions, shape.width)
        self.embed_positions.weight = nn.Parameter(
            sinusoids(shape.positions, shape.width), requires_grad=False
        )
        count = shape.decoder_layers if decoder else shape.encoder_layers
        self.layers = nn.ModuleList(Layer(shape, cross=decoder) for _ in range(count))
        self.scale = math.sqrt(shape.width)
        self.dropout = shape.dropout

    def forward(self, ids: Tensor, memory: Tensor | None = None) -> Tensor:
        """States (batch, n, d) of token ids (batch, n)."""
        x: Tensor = (
            self.embed_tokens(ids) * self.scale + self.embed_positions.weight[: ids.shape[1]]
        )
        if self.dropout:
            x = functional.dropout(x, self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, memory)
        return x


def sinusoids(positions: int, width: int) -> Tensor:
    """Marian's table: all sines, then all cosines (not interleaved)."""
    rates = torch.pow(10_000, -2 * (torch.arange(width) // 2) / width)
    angles = torch.arange(positions)[:, None] * rates[None, :]
    table: Tensor = torch.cat([angles[:, 0::2].sin(), angles[:, 1::2].cos()], dim=1)
    return table


class Sides(nn.Module):
    """Holds both sides under the names that ``MarianMTModel`` gives them."""

    def __init__(self, shape: Shape, shared: nn.Embedding) -> None:
        super().__init__()
        self.shared = shared
        self.encoder = Stack(shape, shared, decoder=False)
        self.decoder = Stack(shape, shared, decoder=True)


class Network(nn.Module):
    """The whole model. ``<pad>`` is the last id of the vocabulary."""

    def __init__(self, shape: Shape, vocabulary: int) -> None:
        super().__init__()
        self.pad = vocabulary - 1
        shared = nn.Embedding(vocabulary, shape.width, padding_idx=self.pad)
        nn.init.normal_(shared.weight, std=shape.width**-0.5)
        with torch.no_grad():
            shared.weight[self.pad].zero_()
        self.model = Sides(shape, shared)

    def forward(self, source: Tensor, inputs: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits over all but ``<pad>`` and the labels, at real target positions.

        Args:
            source: ids (batch, n), all rows full.
            inputs: decoder ids (batch, m), starting with ``<pad>``.
            labels: ids (batch, m), −100 where padded.
        """
        states = self.model.decoder(inputs, self.model.encoder(source))
        real = labels != -100
        # <pad> is never an output: leaving it out also keeps gradient away from its row.
        return functional.linear(states[real], self.model.shared.weight[: self.pad]), labels[real]
