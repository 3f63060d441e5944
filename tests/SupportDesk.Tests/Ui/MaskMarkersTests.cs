using SupportDesk.Masking;
using SupportDesk.Ui;

namespace SupportDesk.Tests.Ui;

public sealed class MaskMarkersTests
{
    [Theory]
    [InlineData("Карта 4111 1111 1111 1111, код", "Карта |··1111|, код")]
    [InlineData("4111111111111111", "··1111")]
    [InlineData("4111-1111-1111-1111 и 5555555555554444", "··1111| и |··4444")]
    [InlineData("cvv 123 всё", "cvv |скрыто| всё")]
    [InlineData("звезда * и **1111**", "звезда * и **1111**")]
    public void Split_WhatTheMaskerLeft_IsSeenAsMarks(string text, string expected)
    {
        var masked = MaskText.Mask(text);
        Assert.Equal(expected, string.Join('|', MaskMarkers.Split(masked, "скрыто").Select(piece => piece.Text)));
    }
}
