using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Masking.Tests.Annotated;

namespace SupportDesk.Masking.Tests.Properties;

/// <summary>No card number survives, and nothing around it changes, in whichever disguise and encoding.</summary>
public sealed class CardNumberProperties
{
    [Fact]
    public void Mask_NumberJoined_KeepsTheLastFourOnly() => Holds(Disguises.Joined, 2000);

    [Fact]
    public void Mask_NumberInGroups_KeepsTheLastFourOnly() => Holds(Disguises.Parted, 4000);

    [Fact]
    public void Mask_NumberAsPrintedOnTheCard_KeepsTheLastFourOnly() => Holds(Disguises.Printed, 2000);

    [Fact]
    public void Mask_NumberBrokenAnywhere_KeepsTheLastFourOnly() => Holds(Disguises.Broken, 2000);

    [Fact]
    public void Mask_GroupsBrokenInside_KeepTheLastFourOnly() => Holds(Disguises.BrokenInGroup, 1000);

    [Fact]
    public void Mask_NumberInOtherDigits_KeepsTheLastFourOnly() => Holds(Disguises.OtherDigits, 1000);

    [Fact]
    public void MaskText_AnyDisguise_KeepsTheLastFourOnly() =>
        Check.Equal(
            from number in CardNumbers.Any
            from disguise in Gen.OneOf(Disguises.Joined, Disguises.Parted, Disguises.Printed, Disguises.OtherDigits)
            select (number, disguise),
            x => (x.disguise.Hide(x.number), MaskText.Mask(x.disguise.Show(x.number)))
        );

    // An encoding without the characters of a disguise is left out; UTF-16 is told from the first letters, so some come first.
    private static void Holds(Gen<Disguise> disguises, int times) =>
        Check.Equal(
            from number in CardNumbers.Any
            from disguise in disguises
            from encoding in Gen.Elements<SampleEncoding>([.. SampleEncoding.All])
            select (number, disguise, encoding),
            x =>
            {
                var opening = x.encoding.Name is "utf-16le" or "utf-16be" ? "log of the shop: " : "";
                string shown = opening + x.disguise.Show(x.number),
                    hidden = opening + x.disguise.Hide(x.number);
                return x.encoding.CanEncode(shown) ? (hidden, x.encoding.Decode(Masking.Run(x.encoding.Encode(shown)))) : ("", "");
            },
            times
        );
}
