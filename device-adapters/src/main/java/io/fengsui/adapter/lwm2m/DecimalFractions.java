package io.fengsui.adapter.lwm2m;

import com.upokecenter.cbor.CBORNumber;
import com.upokecenter.cbor.CBORObject;
import java.math.BigDecimal;
import org.eclipse.leshan.senml.SenMLException;
import org.eclipse.leshan.senml.cbor.upokecenter.SenMLCborPackSerDes;

/**
 * SenML in CBOR with decimal fractions (RFC 8428 section 6), which Leshan's encoder writes for
 * times and its decoder refuses. Their exponents are small by then ({@link Exponents}).
 */
final class DecimalFractions extends SenMLCborPackSerDes {

  @Override
  protected Number deserializeNumber(CBORObject value, String field) throws SenMLException {
    return value.isNumber() && value.AsNumber().getKind() == CBORNumber.NumberKind.EDecimal
        ? new BigDecimal(value.AsNumber().toString())
        : super.deserializeNumber(value, field);
  }
}
